import type { ShotView } from '../../../bridge/contract.ts';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { StateMark, toneOf } from '../../components/state-mark.tsx';
import { namesOf, placeOf, type PlaceStanding } from './destination.ts';
import './destinations.css';

const MARKS = {
  live: 'live',
  queued: 'queued',
  failed: 'failed',
  retracted: 'retracted',
  takingBack: 'queued',
  never: 'retracted',
} as const satisfies Record<PlaceStanding, unknown>;

/** At which of two destinations a shot is, and at which it is still awaited. */
export function Places({ shot }: { shot: ShotView }) {
  const words = useWords().destinations;
  const format = useFormat();
  const destinations = useSelect((state) => state.status?.destinations);
  const { places } = shot;
  if (!places || !destinations) return null;
  const names = namesOf(destinations, words);
  const known = destinations.flatMap(({ id }) => {
    const place = places.find(({ destination }) => destination === id);
    const standing = place && placeOf(shot, place);
    return place && standing ? [{ ...place, standing }] : [];
  });
  if (known.length === 0) return null;
  return (
    <ul className="destinations" aria-label={words.places.title}>
      {known.map(({ destination, standing, published }) => (
        <li key={destination} data-destination={destination} data-standing={standing}>
          <StateMark state={MARKS[standing]} />
          <p>
            {names.get(destination)}{' '}
            <span className={standing === 'live' ? 'secondary' : `tone-${toneOf(MARKS[standing])}`}>
              {words.places[standing]}
              {standing === 'live' && published !== null && ` ${format.time(published)}`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
