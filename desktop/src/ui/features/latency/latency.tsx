import type { Percentiles } from '../../../bridge/contract.ts';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectLatencies } from '../../app/state/selectors.ts';
import { LatencyPlot } from './latency-plot.tsx';
import './latency.css';

/** Where the top line's figure leads. */
export const LATENCY_ANCHOR = 'latency';

/** How long photos take from the last byte in the hot folder, and how the last ones did. */
export function Latency() {
  const words = useWords().latency;
  const format = useFormat();
  const latency = useSelect((state) => state.status?.latency);
  const samples = useSelect(selectLatencies);
  if (!latency) return null;
  return (
    <section className="latency" id={LATENCY_ANCHOR} aria-label={words.title}>
      {latency.published ? (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col" className="section-title">
                  {words.title}
                </th>
                <th scope="col">{words.median}</th>
                <th scope="col">{words.p95}</th>
                <th scope="col">{words.photos}</th>
              </tr>
            </thead>
            <tbody>
              <Row label={words.published} figures={latency.published} />
              {latency.painted && <Row label={words.painted} figures={latency.painted} />}
            </tbody>
          </table>
          {!latency.painted && <p className="secondary">{words.noGuests}</p>}
          <LatencyPlot samples={samples} />
          <p className="latency-caption">
            {words.plot(samples.length, format.count(samples.length))}
          </p>
        </>
      ) : (
        <>
          <h3 className="section-title">{words.title}</h3>
          <p className="secondary">{words.none}</p>
        </>
      )}
    </section>
  );
}

function Row({ label, figures }: { label: string; figures: Percentiles }) {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{format.duration(figures.p50)}</td>
      <td>{format.duration(figures.p95)}</td>
      <td className="secondary">{format.count(figures.samples)}</td>
    </tr>
  );
}
