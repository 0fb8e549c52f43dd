import { PictureLiveError } from '@picture-live/shared/errors';
import type { Actor } from './actor.ts';

/**
 * Under which name something is kept that carries somebody's name: a like, an upload.
 *
 * @throws PictureLiveError `unauthorized` for whoever has none.
 */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  if (actor.kind === 'guest') return `guest:${actor.guestId}`;
  throw new PictureLiveError('unauthorized');
}

/** The same where having none is no fault. */
export function nameOrNull(actor: Actor): string | null {
  return actor.kind === 'user' || actor.kind === 'guest' ? nameOf(actor) : null;
}
