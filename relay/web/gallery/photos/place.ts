import type { Photo } from '@picture-live/shared/protocol';
import type { IsBefore } from './view.ts';

/** The list with one photo more, where its order puts it. */
export function inPlace(photos: readonly Photo[], photo: Photo, isBefore: IsBefore): Photo[] {
  const index = photos.findIndex((other) => isBefore(photo, other));
  const place = index === -1 ? photos.length : index;
  return [...photos.slice(0, place), photo, ...photos.slice(place)];
}

/** Two lists in the same order as one. */
export function merged(
  some: readonly Photo[],
  others: readonly Photo[],
  isBefore: IsBefore,
): readonly Photo[] {
  const lastOfSome = some.at(-1);
  const [firstOther] = others;
  if (lastOfSome === undefined) return others;
  if (firstOther === undefined || isBefore(lastOfSome, firstOther)) return [...some, ...others];
  return some.reduce<Photo[]>((all, photo) => inPlace(all, photo, isBefore), [...others]);
}

/** Answers overtake each other: never back to an older content, or from complete to incomplete. */
export function newerOf(known: Photo, told: Photo): Photo {
  if (told.revision !== known.revision) return told.revision > known.revision ? told : known;
  return told.renditions.full === undefined && known.renditions.full !== undefined ? known : told;
}
