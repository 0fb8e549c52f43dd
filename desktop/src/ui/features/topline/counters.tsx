import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { onTheWay } from '../../app/state/selectors.ts';
import { LatencyFigure } from './latency-figure.tsx';

/** The numbers of the top line. Once nothing answers they are kept, greyed: the last known ones. */
export function Counters() {
  const words = useWords().counters;
  const format = useFormat();
  const counts = useSelect((state) => state.status?.counts);
  const viewers = useSelect((state) => state.status?.relay.viewers ?? null);
  if (!counts) return null;
  const moving = onTheWay(counts);
  return (
    <div className="counters">
      <Counter label={words.seen} value={format.count(counts.seen)} />
      <Counter
        label={words.live}
        value={format.count(counts.live)}
        tone={counts.live > 0 ? 'live' : undefined}
      />
      <Counter
        label={words.queued}
        value={format.count(moving)}
        tone={moving > 0 ? 'moving' : undefined}
      />
      {counts.held > 0 && (
        <Counter label={words.held} value={format.count(counts.held)} tone="held" />
      )}
      {counts.unpublished > 0 && (
        <Counter label={words.unpublished} value={format.count(counts.unpublished)} tone="off" />
      )}
      <span className="counters-gap" />
      <LatencyFigure />
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
