import { PictureLiveError } from '@picture-live/shared/errors';
import type { PublicSession, SessionAsSeen } from '@picture-live/shared/protocol';

/**
 * Two owners at the same settings: the second one is told what has become of them instead of
 * undoing it unseen.
 *
 * @throws PictureLiveError `changed_meanwhile`, with the names of what is no longer so.
 */
export function requireAsSeen(session: PublicSession, seen: SessionAsSeen): void {
  const { switches = {}, branding = {}, ...settings } = seen;
  const changed = [
    ...differences(settings, session),
    ...differences(switches, session.switches ?? {}),
    ...differences(branding, session.branding ?? {}),
  ];
  if (changed.length === 0) return;
  throw new PictureLiveError('changed_meanwhile', undefined, { details: { changed } });
}

/** What is named in both and not the same. */
function differences(seen: object, now: object): string[] {
  const present = new Map<string, unknown>(Object.entries(now));
  return Object.entries(seen)
    .filter(([name, value]) => value !== undefined && present.get(name) !== value)
    .map(([name]) => name);
}
