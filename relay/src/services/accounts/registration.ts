import { timingSafeEqual } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { PictureLiveError, assertNever } from '@picture-live/shared/errors';
import type { Register } from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import { adoptDevices } from '../../repositories/devices.ts';
import { isInvited, useInvitation } from '../../repositories/invitations.ts';
import { adoptSessions } from '../../repositories/members.ts';
import { keepSetting, readSetting } from '../../repositories/settings.ts';
import { insertUser } from '../../repositories/users.ts';
import { hashToken } from '../access/opaque-tokens.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { joinByInvitation } from './join-by-invitation.ts';
import type { Passwords } from './passwords.ts';

/**
 * Who may make an account. By invitation unless said otherwise: a relay stands in a hall full of
 * phones, and an account may make sessions that fill its disk.
 */
export type RegistrationMode = 'open' | 'invitation' | 'closed';

export interface RegistrationDeps {
  db: Db;
  passwords: Passwords;
  registration: RegistrationMode;
  /** Proves that whoever makes the first account runs this relay: its DEVICE_TOKEN. */
  setupSecret: string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** `onThisMachine`: the request was made on the computer that the relay runs on. */
export interface Registrant extends Register {
  onThisMachine: boolean;
}

export const FIRST_ACCOUNT = 'first_account_id';

/**
 * Makes an account.
 *
 * The first one may be made in every mode, by whoever runs the relay: from the machine itself or
 * with its DEVICE_TOKEN as invitation code; otherwise a guest in the same Wi-Fi could be faster. It
 * becomes admin and owner of the sessions and devices that nobody owns yet: the relay made them
 * for the person who started it, before there was any way to say who that is.
 *
 * @param address the network that the request comes from.
 * @throws PictureLiveError `registration_closed`, `invitation_needed`, `account_exists`.
 */
export async function register(
  deps: RegistrationDeps,
  who: Registrant,
  address: string,
): Promise<UserRow> {
  const { db, passwords, now } = deps;
  const ground = await groundOf(deps, who);
  const passwordHash = await passwords.hash(who.password);
  return db.transaction().execute(async (trx) => {
    const user = await insertUser(trx, {
      id: uuid(),
      email: who.email,
      name: who.name,
      password_hash: passwordHash,
      is_admin: ground === 'first' ? 1 : 0,
      created_at: now(),
      updated_at: now(),
    });
    if (user === undefined) throw new PictureLiveError('account_exists');
    await claim(trx, ground, who, user, now());
    const deed = { action: 'account_made', accountId: user.id, details: { ground } } as const;
    await recordAudit(trx, { kind: 'anonymous', address }, deed, now());
    return user;
  });
}

type Ground = 'first' | 'open' | 'invited';

async function groundOf(deps: RegistrationDeps, who: Registrant): Promise<Ground> {
  const { db, registration, now } = deps;
  if (runsTheRelay(deps, who) && (await readSetting(db, FIRST_ACCOUNT)) === undefined) {
    return 'first';
  }
  switch (registration) {
    case 'open':
      return 'open';
    case 'closed':
      throw new PictureLiveError('registration_closed');
    case 'invitation': {
      const codeHash = hashToken(who.invitationCode ?? '');
      if (await isInvited(db, { codeHash, email: who.email }, now())) return 'invited';
      throw new PictureLiveError('invitation_needed');
    }
    default:
      return assertNever(registration);
  }
}

function runsTheRelay({ setupSecret }: RegistrationDeps, who: Registrant): boolean {
  if (who.onThisMachine) return true;
  const [given, right] = [who.invitationCode ?? '', setupSecret].map((text) =>
    Buffer.from(hashToken(text)),
  );
  return given !== undefined && right !== undefined && timingSafeEqual(given, right);
}

/** Uses up what the account was made on; of two at once only one can. */
async function claim(
  trx: Db,
  ground: Ground,
  who: Registrant,
  user: UserRow,
  now: number,
): Promise<void> {
  const { id: userId } = user;
  if (ground !== 'first' && who.invitationCode !== undefined) {
    const used = await useInvitation(trx, hashToken(who.invitationCode), user, now);
    // Where everybody may make an account, a code that is no good keeps nobody out.
    if (used === undefined && ground === 'invited') throw new PictureLiveError('invitation_needed');
    if (used !== undefined) await joinByInvitation(trx, used, userId, now);
  }
  if (ground === 'first') {
    if ((await keepSetting(trx, FIRST_ACCOUNT, userId)) !== userId) {
      throw new PictureLiveError('invitation_needed');
    }
    await adoptSessions(trx, userId, now);
    await adoptDevices(trx, userId);
  }
}
