import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import type { CameraClock } from '../../../bridge/desk.ts';
import { formatClock, parseClock } from './clock-text.ts';

/** How far the clock of each camera is off. */
export function Clocks({ clocks }: { clocks: readonly CameraClock[] }) {
  const words = useWords().desk.settings;
  if (clocks.length === 0) return <p className="secondary">{words.noCameras}</p>;
  return (
    <>
      <p className="secondary">{words.clocksHint}</p>
      {clocks.map((clock) => (
        <Clock key={`${clock.camera}/${clock.serial ?? ''}/${clock.offsetMs}`} clock={clock} />
      ))}
    </>
  );
}

function Clock({ clock }: { clock: CameraClock }) {
  const { engine } = useApp();
  const all = useWords();
  const words = all.desk.settings;
  const task = useTask();
  const [text, setText] = useState(formatClock(clock.offsetMs));
  const offsetMs = parseClock(text);
  async function save(): Promise<void> {
    if (offsetMs !== null) await engine.call('setClock', { ...clock, offsetMs });
  }
  return (
    <form
      className="setup-line"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(save);
      }}
    >
      <label className="field">
        <span>
          {clock.camera} {clock.serial !== null && words.serial(clock.serial)}
        </span>
        <input
          type="text"
          aria-label={words.clockOf(clock.camera)}
          aria-invalid={offsetMs === null}
          placeholder={words.clockFormat}
          maxLength={12}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button
        type="submit"
        className="button"
        disabled={task.running || offsetMs === null || offsetMs === clock.offsetMs}
      >
        {all.desk.folder.save}
      </button>
      <Trouble text={offsetMs === null ? words.badClock : task.trouble} />
    </form>
  );
}
