import type { ElsewhereLedger } from '../ledger/elsewhere.ts';
import type { FilePlace, FrameIdentity } from '../ledger/records.ts';
import type { FileSignature } from '../settle/outcome.ts';
import { samePlaces } from './same-place.ts';

/** Which files of a hot folder are another session's, whatever folder that had them in. */
export function createOwnership(ledger: ElsewhereLedger) {
  const folders = ledger.folders();

  function elsewhere(place: FilePlace): FileSignature | 'unread' | undefined {
    if (ledger.isOwn(place)) return undefined;
    for (const same of samePlaces(place, folders)) {
      const found = ledger.at(same);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    /** The state in which another session has published the file; undefined: none has. */
    signatureOf(place: FilePlace): FileSignature | undefined {
      const found = elsewhere(place);
      return found === 'unread' ? undefined : found;
    },
    /** Another session has seen the file and reads it when it is current again. */
    isWaitedFor: (place: FilePlace): boolean => elsewhere(place) === 'unread',
    /** A new version of another session's photo, and not a new shot under a name used again. */
    isVersionElsewhere: (place: FilePlace, facts: FrameIdentity): boolean =>
      samePlaces(place, folders).some((same) => ledger.hasFrame(same, facts)),
  };
}

export type Ownership = ReturnType<typeof createOwnership>;
