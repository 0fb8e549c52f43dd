import type { ReactNode } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { SetupStep } from '../../../bridge/desk.ts';

/** One page of the set-up. */
export function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="setup-page" aria-labelledby="setup-title">
      <h2 id="setup-title">{title}</h2>
      {children}
    </section>
  );
}

/** Goes on to a step, or leaves the set-up (`null`) where it is done. */
export function Onward({
  to,
  skips,
  second = false,
}: {
  to: SetupStep | null;
  skips: boolean;
  /** On the way to a second destination. */
  second?: boolean;
}) {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const task = useTask();
  async function go(): Promise<void> {
    if (to === null) await engine.call('closeSetup', null);
    else await engine.call('openSetup', { step: to, second });
  }
  return (
    <div className="setup-onward">
      <button
        type="button"
        className={skips ? 'button' : 'button primary'}
        disabled={task.running}
        onClick={() => task.run(go)}
      >
        {skips ? words.skip : to === null ? words.done : words.next}
      </button>
      <Trouble text={task.trouble} />
    </div>
  );
}
