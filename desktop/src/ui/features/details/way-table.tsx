import type { Timeline } from '../../../bridge/contract.ts';
import { useFormat, useWords } from '../../app/context.tsx';
import { wayOf } from './way.ts';

/** When the file was complete, and how long after that each step was done. */
export function Way({ timeline }: { timeline: Timeline }) {
  const words = useWords().details;
  const format = useFormat();
  const { fileComplete } = timeline;
  return (
    <section aria-labelledby="way-title">
      <h3 className="section-title" id="way-title">
        {words.way}
      </h3>
      <table className="way">
        <tbody>
          <tr>
            <th scope="row">{words.fileComplete}</th>
            <td className="way-time" colSpan={2}>
              {fileComplete === null ? words.notYet : format.time(fileComplete)}
            </td>
          </tr>
          {wayOf(timeline).map(({ name, after, from, to }) => (
            <tr key={name} className={after === null ? 'secondary' : ''}>
              <th scope="row">{words[name]}</th>
              <td aria-hidden>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none">
                  <rect className="way-track" width="100" height="6" />
                  {after !== null && (
                    <rect x={from * 100} width={Math.max(2, (to - from) * 100)} height="6" />
                  )}
                </svg>
              </td>
              <td>{after === null ? words.notYet : format.duration(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
