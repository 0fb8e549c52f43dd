import { useState } from 'react';
import type { NumberGap } from '../../../bridge/ledger-calls.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { numbersText } from './numbers-text.ts';
import './gaps.css';

/**
 * Camera numbers that never came. Nothing is broken that we know of, so it is said calmly; and a
 * person who knows better says so, and it is remembered.
 */
export function MissingNumbersList() {
  const words = useWords().ledger.gaps;
  const format = useFormat();
  const missing = useSelect((state) => state.status?.missingNumbers);
  const [settled, setSettled] = useState<NumberGap | null>(null);
  if (!missing || (missing.count === 0 && settled === null)) return null;
  const listed = missing.gaps.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="side-section gaps" aria-labelledby="gaps-title">
      <h2 className="section-title" id="gaps-title">
        {words.title}
        <strong>{format.count(missing.count)}</strong>
      </h2>
      <ul>
        {missing.gaps.map((gap) => (
          <li key={`${gap.series} ${gap.before}`}>
            <GapLine gap={gap} onSettled={() => setSettled(gap)} />
          </li>
        ))}
      </ul>
      {listed < missing.count && (
        <p className="secondary">{words.more(format.count(missing.count - listed))}</p>
      )}
      {settled && <Undo gap={settled} onDone={() => setSettled(null)} />}
    </section>
  );
}

function GapLine({ gap, onSettled }: { gap: NumberGap; onSettled: () => void }) {
  const words = useWords().ledger.gaps;
  const format = useFormat();
  const task = useSettle(gap, true, onSettled);
  const body = gap.serial === null ? gap.camera : `${gap.camera} (${gap.serial})`;
  return (
    <>
      <div>
        <strong>{numbersText(gap)}</strong>
        <p className="secondary">{words.between(gap.after, gap.before)}</p>
        <p className="secondary">{words.body(body, format.time(gap.at))}</p>
      </div>
      <button type="button" className="button" disabled={task.running} onClick={task.run}>
        {words.settle}
      </button>
      <Trouble text={task.trouble} />
    </>
  );
}

function Undo({ gap, onDone }: { gap: NumberGap; onDone: () => void }) {
  const words = useWords().ledger.gaps;
  const task = useSettle(gap, false, onDone);
  return (
    <output className="gaps-undo">
      <span>{words.settled(numbersText(gap))}</span>
      <button type="button" className="button" disabled={task.running} onClick={task.run}>
        {words.undo}
      </button>
      <Trouble text={task.trouble} />
    </output>
  );
}

function useSettle({ series, ranges }: NumberGap, settled: boolean, onDone: () => void) {
  const { engine } = useApp();
  const task = useTask();
  return {
    ...task,
    run: () =>
      task.run(async () => {
        await engine.call('settleNumbers', { series, ranges, settled });
        onDone();
      }),
  };
}
