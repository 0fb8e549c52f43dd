import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectGroups } from '../../app/state/selectors.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { NoticesOffer } from '../notices/notices-offer.tsx';
import { GroupLine } from './group-line.tsx';
import './needs-you.css';

/**
 * What needs a person, by reason, and below it what is not published, which needs nobody but must
 * not be silent either.
 */
export function NeedsYou() {
  const words = useWords().attention;
  const format = useFormat();
  const groups = useSelect(selectGroups);
  const failed = useSelect((state) => state.status?.counts.failed ?? 0);
  const unpublished = useSelect((state) => state.status?.counts.unpublished ?? 0);
  const urgent = groups.filter(({ kind }) => kind !== 'unpublished');
  const remarks = groups.filter(({ kind }) => kind === 'remark');
  const quiet = groups.filter(({ kind }) => kind === 'unpublished');
  const needing = failed + remarks.reduce((sum, group) => sum + group.ids.length, 0);
  const listed = groups.reduce(
    (sum, { kind, ids }) => sum + (kind === 'remark' ? 0 : ids.length),
    0,
  );
  return (
    <section id="needs-you" className="side-section needs-you" aria-labelledby="needs-you-title">
      <h2 className="section-title" id="needs-you-title">
        {needing > 0 && <StateMark state="failed" />}
        {words.title}
        {needing > 0 && <strong>{format.count(needing)}</strong>}
      </h2>
      {needing === 0 && <p className="secondary">{words.nothing}</p>}
      <ul>
        {urgent.map((group) => (
          <GroupLine key={group.key} group={group} />
        ))}
      </ul>
      {unpublished > 0 && (
        <>
          <h2 className="section-title">
            <StateMark state="unpublished" />
            {words.unpublished}
            <strong>{format.count(unpublished)}</strong>
          </h2>
          <ul>
            {quiet.map((group) => (
              <GroupLine key={group.key} group={group} />
            ))}
          </ul>
        </>
      )}
      {listed > 0 && listed < failed + unpublished && (
        <p className="secondary">{words.partial(format.count(listed))}</p>
      )}
      <NoticesOffer />
    </section>
  );
}
