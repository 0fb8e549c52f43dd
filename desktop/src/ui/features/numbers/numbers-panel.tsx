import { useEffect, useState } from 'react';
import type { NumbersOverTime } from '../../../bridge/ledger-calls.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useAsked } from '../history/use-asked.ts';
import { Plot } from './plot.tsx';
import { plotsOf } from './plots.ts';

const STRETCHES = [60, 360] as const;
const ASK_AGAIN_MS = 5_000;

/** How the session goes: viewers, photos, latencies and uplink over the last hour or six. */
export function NumbersPanel() {
  const words = useWords().ledger.numbers;
  const format = useFormat();
  const [minutes, setMinutes] = useState<(typeof STRETCHES)[number]>(60);
  const viewers = useSelect((state) => state.status?.relay.viewers ?? null);
  const { answer, trouble } = useNumbers(minutes);
  return (
    <Panel name="numbers" title={words.title}>
      <div className="numbers-head">
        <p>
          <strong>{viewers === null ? words.unknown : format.count(viewers)}</strong>{' '}
          {words.viewersNow(viewers)}
        </p>
        <fieldset className="stretches" aria-label={words.stretch}>
          {STRETCHES.map((stretch) => (
            <button
              key={stretch}
              type="button"
              className="button"
              aria-pressed={stretch === minutes}
              onClick={() => setMinutes(stretch)}
            >
              {words.hours(stretch / 60)}
            </button>
          ))}
        </fieldset>
      </div>
      <Trouble text={trouble} />
      {answer && <Plots numbers={answer} />}
    </Panel>
  );
}

function Plots({ numbers }: { numbers: NumbersOverTime }) {
  const { words } = useApp().language;
  const format = useFormat();
  const timeOf = (step: number) => format.clock(numbers.from + step * numbers.stepMs);
  return (
    <div className="plots">
      {plotsOf(numbers, words, format).map((plot) => (
        <Plot key={plot.id} plot={plot} timeOf={timeOf} />
      ))}
      <p className="plot-axis" aria-hidden>
        <span>{timeOf(0)}</span>
        <span>{words.ledger.numbers.now}</span>
      </p>
    </div>
  );
}

/** Asked anew every few seconds while the panel is open. */
function useNumbers(minutes: (typeof STRETCHES)[number]) {
  const { engine } = useApp();
  const [ask, setAsk] = useState(() => () => engine.call('numbersOverTime', { minutes }));
  useEffect(() => {
    const renew = () => setAsk(() => () => engine.call('numbersOverTime', { minutes }));
    renew();
    const timer = setInterval(renew, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [engine, minutes]);
  return useAsked(ask);
}
