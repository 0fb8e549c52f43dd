import { RotateCw } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import type { AttentionGroup } from '../../app/state/attention.ts';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

/** One reason and how many shots share it; chosen, the filmstrip shows these shots. */
export function GroupLine({ group }: { group: AttentionGroup }) {
  const { store } = useApp();
  const words = useWords().attention;
  const format = useFormat();
  const chosen = useSelect((state) => state.group === group.key);

  function choose(): void {
    const first = group.ids.at(-1) ?? null;
    store.dispatch({
      type: 'show_group',
      group: chosen ? null : group.key,
      first: chosen ? null : first,
    });
  }

  return (
    <li>
      <button type="button" className="group" aria-pressed={chosen} onClick={choose}>
        <span className="group-count">{format.count(group.ids.length)}</span>
        <span>
          {group.kind === 'remark' && `${words.remark} `}
          {group.reason ?? words.noReason}
        </span>
      </button>
      {group.retryable.length > 1 && <RetryAll ids={group.retryable} />}
    </li>
  );
}

function RetryAll({ ids }: { ids: readonly string[] }) {
  const { engine } = useApp();
  const words = useWords().attention;
  const format = useFormat();
  const task = useTask();

  /** One after the other: what they wait for (the relay, the disk) is the same for all. */
  async function retryAll(): Promise<void> {
    for (const shotId of ids) await engine.call('retryShot', { shotId });
  }

  return (
    <div className="group-retry">
      <button
        type="button"
        className="button"
        disabled={task.running}
        onClick={() => task.run(retryAll)}
      >
        <RotateCw aria-hidden />
        {words.retryAll(format.count(ids.length))}
      </button>
      <Trouble text={task.trouble} />
    </div>
  );
}
