import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { StateMark, toneOf } from '../../components/state-mark.tsx';
import { factsOf, namesOf, standingOf } from './destination.ts';
import './destinations.css';

/** How things stand at each of two destinations; nothing where there is one. */
export function DestinationStates() {
  const all = useWords();
  const words = all.destinations;
  const format = useFormat();
  const destinations = useSelect((state) => state.status?.destinations);
  if (!destinations) return null;
  const names = namesOf(destinations, words);
  return (
    <section className="side-section" aria-labelledby="destinations-title">
      <h2 className="section-title" id="destinations-title">
        {words.title}
      </h2>
      <ul className="destinations">
        {destinations.map((one) => {
          const standing = standingOf(one);
          return (
            <li key={one.id} data-destination={one.id} data-standing={standing}>
              <StateMark state={standing} />
              <div>
                <p className="destination-name">{names.get(one.id)}</p>
                <p className={standing === 'live' ? 'secondary' : `tone-${toneOf(standing)}`}>
                  {factsOf(one, words, format).join(all.dot)}
                </p>
                {one.message !== null && one.code !== 'relay_unreachable' && (
                  <p className="tone-failed">{one.message}</p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
