import type { Percentiles } from '../../../bridge/contract.ts';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectLatencies } from '../../app/state/selectors.ts';
import { Panel } from '../../components/panel.tsx';
import { LatencyPlot } from './latency-plot.tsx';
import './latency.css';

/** How long photos take from the last byte in the hot folder, and how the last ones did. */
export function LatencyPanel() {
  const words = useWords().latency;
  const format = useFormat();
  const latency = useSelect((state) => state.status?.latency);
  const samples = useSelect(selectLatencies);
  if (!latency) return null;
  return (
    <Panel name="latency" title={words.title}>
      {latency.published ? (
        <>
          <table className="latency-table">
            <thead>
              <tr>
                <th scope="col">{words.since}</th>
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
        <p className="secondary">{words.none}</p>
      )}
    </Panel>
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
