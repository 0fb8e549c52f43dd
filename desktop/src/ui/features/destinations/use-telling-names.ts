import type { ShotView } from '../../../bridge/contract.ts';
import { useSelect, useWords } from '../../app/context.tsx';
import { namesOf } from './destination.ts';

/** Which of two destinations have still to be told what people wish of a shot; null: there is one. */
export function useTellingNames({ places = [] }: ShotView): string | null {
  const words = useWords();
  const destinations = useSelect((state) => state.status?.destinations);
  if (!destinations) return null;
  const names = namesOf(destinations, words.destinations);
  const telling = places.filter((place) => place.telling);
  return telling.map(({ destination }) => names.get(destination) ?? '').join(words.dot);
}
