import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { LATENCY_ANCHOR } from '../latency/latency.tsx';

/** The latency that guests feel, in one number; more when pointed at, all of it where it leads. */
export function LatencyFigure() {
  const words = useWords();
  const format = useFormat();
  const latency = useSelect((state) => state.status?.latency);
  const { published = null, painted = null } = latency ?? {};
  const shown = painted ?? published;
  const more = [
    ...(shown ? [`${words.latency.p95} ${format.duration(shown.p95)}`] : []),
    ...(painted && published
      ? [`${words.latency.published} ${format.duration(published.p50)}`]
      : []),
  ].join(words.dot);
  return (
    <a className="counter latency-figure" href={`#${LATENCY_ANCHOR}`}>
      <strong>{shown ? format.duration(shown.p50, 1) : '–'}</strong>
      <span>{painted || !shown ? words.counters.toGuests : words.counters.toRelay}</span>
      {more !== '' && <span className="latency-more">{more}</span>}
    </a>
  );
}
