import { assertNever } from '@picture-live/shared/errors';
import { Email } from '@picture-live/shared/protocol';
import type { Sender } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { lastNameOf } from '../../repositories/messages.ts';
import { findUser } from '../../repositories/users.ts';
import type { Authorized } from '../access/authorize.ts';
import { nameOf } from '../access/name-of.ts';
import { isTeam } from '../access/policy.ts';
import { senderIdOf } from './message-view.ts';

/**
 * Who somebody is to the others in a session: an account by its name, a guest by the one they give
 * or gave with their last message, a laptop by the session's title: it speaks for the session. Null
 * for a guest who has not said a name yet.
 */
export async function senderOf(
  db: Db,
  { actor, session, standing }: Pick<Authorized, 'actor' | 'session' | 'standing'>,
  given: string | undefined,
): Promise<Sender | null> {
  const by = writerNameOf(actor);
  const name = await displayName(db, { actor, session, by }, given);
  if (name === undefined) return null;
  return { id: senderIdOf(session.id, by), name, team: isTeam(standing) };
}

/**
 * Under which name a message is kept.
 *
 * @throws PictureLiveError `unauthorized` for whoever has none.
 */
export function writerNameOf(actor: Authorized['actor']): string {
  return actor.kind === 'device' ? `device:${actor.deviceId}` : nameOf(actor);
}

async function displayName(
  db: Db,
  { actor, session, by }: Pick<Authorized, 'actor' | 'session'> & { by: string },
  given: string | undefined,
): Promise<string | undefined> {
  switch (actor.kind) {
    case 'user':
      return withoutAddress((await findUser(db, actor.userId))?.name ?? '');
    case 'guest':
      return given ?? (await lastNameOf(db, session.id, by));
    case 'device':
      return session.title;
    case 'anonymous':
      return undefined;
    default:
      return assertNever(actor);
  }
}

/** Some people give their e-mail address for a name; the party need not have it. */
function withoutAddress(name: string): string {
  return Email.safeParse(name).success ? name.slice(0, name.indexOf('@')) : name;
}
