import type { FrameIdentity, Identity, KnownShot, Resemblances } from '../ledger/records.ts';

export interface Incoming extends FrameIdentity {
  path: string;
  isRaw: boolean;
}

/**
 * Decides whether a content is a shot we have, a new version of one, its RAW file, or a new shot. Names alone
 * prove nothing: cameras count from 9999 to 0001 and two bodies share a name. When in doubt it is a
 * new shot, because a picture shown twice is a blemish and a picture replaced by a stranger is lost.
 *
 * @param looksAlike compares with the picture at the same path; asked only where the camera's
 *   record of the moment is missing on one side, as it is after an editor dropped the metadata.
 */
export function identify(
  incoming: Incoming,
  known: Resemblances,
  looksAlike: (other: KnownShot) => boolean,
): Identity {
  if (known.sameContent) return { kind: 'duplicate', of: known.sameContent };
  const pair = [known.atPath, ...known.beside].find(
    (shot) =>
      shot !== null && shot.isRaw !== incoming.isRaw && isSameFrame(incoming, shot, looksAlike),
  );
  // The camera's own JPEG, or an editor's, is the better picture, whichever of them came first.
  if (pair) return { kind: incoming.isRaw ? 'companion' : 'revision', of: pair };
  if (known.atPath && isSameFrame(incoming, known.atPath, looksAlike)) {
    return { kind: 'revision', of: known.atPath };
  }
  const exported = known.sameFrame.find(
    (shot) => sameMoment(incoming, shot) && relatedNames(incoming.path, shot.path),
  );
  if (!exported) return { kind: 'new' };
  return { kind: incoming.isRaw && !exported.isRaw ? 'companion' : 'revision', of: exported };
}

function isSameFrame(
  incoming: Incoming,
  before: KnownShot,
  looksAlike: (other: KnownShot) => boolean,
): boolean {
  if (incoming.capturedLocal === null || before.capturedLocal === null) return looksAlike(before);
  return sameMoment(incoming, before);
}

/** Same second; fraction, serial number and model count only where both sides have them. */
function sameMoment(a: FrameIdentity, b: FrameIdentity): boolean {
  if (a.capturedLocal === null || a.capturedLocal !== b.capturedLocal) return false;
  return (
    agree(a.capturedFraction, b.capturedFraction) &&
    agree(a.serial, b.serial) &&
    agree(a.camera, b.camera)
  );
}

function agree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/**
 * Whether two file names speak of one frame: `IMG_1234.jpg` and `export/IMG_1234-Edit.jpg` do,
 * `IMG_1234` and `IMG_1235`, or `IMG_1` and `IMG_12`, do not. A burst has many frames in one second.
 */
export function relatedNames(a: string, b: string): boolean {
  const [short, long] = [stem(a), stem(b)].toSorted((x, y) => x.length - y.length);
  if (short === undefined || long === undefined || !long.startsWith(short)) return false;
  return !/^\d/.test(long.slice(short.length));
}

function stem(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).toLowerCase();
}
