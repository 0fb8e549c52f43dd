import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { onTheWay } from '../../app/state/selectors.ts';
import { LatencyPanel } from '../latency/latency-panel.tsx';

/** The numbers of the top line. Once nothing answers they are kept, greyed: the last known ones. */
export function Counters() {
  const { panel } = useApp();
  const words = useWords().counters;
  const format = useFormat();
  const counts = useSelect((state) => state.status?.counts);
  const viewers = useSelect((state) => state.status?.relay.viewers ?? null);
  const latency = useSelect((state) => state.status?.latency);
  if (!counts || !latency) return null;
  const moving = onTheWay(counts);
  const shown = latency.painted ?? latency.published;
  return (
    <div className="counters">
      <Counter label={words.seen} value={format.count(counts.seen)} />
      <Counter label={words.live} value={format.count(counts.live)} tone="live" />
      <Counter
        label={words.queued}
        value={format.count(moving)}
        tone={moving > 0 ? 'moving' : undefined}
      />
      {counts.unpublished > 0 && (
        <Counter label={words.unpublished} value={format.count(counts.unpublished)} tone="off" />
      )}
      <span className="counters-gap" />
      <div className="anchor">
        <button
          type="button"
          className="counter counter-button"
          data-opens="latency"
          aria-expanded={panel.open === 'latency'}
          onClick={() => panel.toggle('latency')}
        >
          <strong>{shown ? format.duration(shown.p50, 1) : '–'}</strong>
          <span>{latency.painted || !shown ? words.toGuests : words.toRelay}</span>
        </button>
        {panel.open === 'latency' && <LatencyPanel />}
      </div>
      <Counter label={words.viewers} value={viewers === null ? '–' : format.count(viewers)} />
    </div>
  );
}

function Counter({
  label,
  value,
  tone,
}: {
  label: string;
  value: string;
  tone?: string | undefined;
}) {
  return (
    <div className={`counter ${tone === undefined ? '' : `tone-${tone}`}`}>
      <strong>{value}</strong>
      <span>{label}</span>
    </div>
  );
}
