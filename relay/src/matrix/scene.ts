import { v7 as uuid } from 'uuid';
import type { Insertable } from 'kysely';
import * as z from 'zod/mini';
import type { SessionsTable } from '../db/tables.ts';
import { allowDelivery } from '../repositories/devices.ts';
import { saveMember } from '../repositories/members.ts';
import { insertSession } from '../repositories/sessions.ts';
import { makeGuestId } from '../services/access/guest-ids.ts';
import type { Tokens, User } from './callers.ts';
import type { Stage, StageLogin } from './stage.ts';

/** The sessions that the tables are about; `any` is a public one whose kind does not matter. */
export const KINDS = {
  any: {},
  public: {},
  code: { access: 'code' },
  members: { access: 'members' },
  /** Public, and guests may do nothing but look. */
  quiet: { switches: '{"download":false}' },
  /** Public, and past its end. */
  ended: { expires_at: 1 },
  /** Deleted; its owner can bring it back. */
  deleted: { deleted_at: 1, restorable_until: Number.MAX_SAFE_INTEGER },
} satisfies Record<string, Partial<Insertable<SessionsTable>>>;
export type Kind = keyof typeof KINDS;

export function isKind(word: string): word is Kind {
  return Object.hasOwn(KINDS, word);
}

export const CODE = 'opensesame';
const ALL_ON = { download: true, originals: true, comments: true, likes: true, guestUploads: true };

/** A session with everybody who may come to it. */
export interface Scene {
  stage: Stage;
  id: string;
  slug: string;
  /** Another session of the owner and the photographer, of the same kind. */
  besideId: string;
  guestId: string;
  /** Of the guest of another session. */
  otherGuestId: string;
  tokens: Tokens;
}

/** The logins that all scenes share. */
export type Logins = Record<User, StageLogin>;

export async function logInAll({ logIn, users }: Stage): Promise<Logins> {
  return {
    owner: await logIn(users.owner.id),
    photographer: await logIn(users.photographer.id),
    moderator: await logIn(users.moderator.id),
    other: await logIn(users.other.id),
  };
}

export async function openScene(stage: Stage, kind: Kind, logins: Logins): Promise<Scene> {
  const [id, besideId] = [await addSession(stage, kind), await addSession(stage, kind)];
  const [guestId, otherGuestId] = [makeGuestId(Date.now()), makeGuestId(Date.now())];
  const guests = {
    here: { sessionId: id, guestId },
    elsewhere: { sessionId: stage.relay.sessionId, guestId: otherGuestId },
  };
  const tokens = await tokensOf(stage, guests, logins);
  return { stage, id, slug: slugOf(id), besideId, guestId, otherGuestId, tokens };
}

function slugOf(id: string): string {
  return `scene-${id}`;
}

async function addSession({ db, codes, users, devices }: Stage, kind: Kind): Promise<string> {
  const id = uuid();
  const now = Date.now();
  await insertSession(db, {
    id,
    slug: slugOf(id),
    title: 'A session with a secret',
    created_at: now,
    code_hash: codes.hash(id, CODE),
    switches: JSON.stringify(ALL_ON),
    ...KINDS[kind],
  });
  for (const role of ['owner', 'photographer', 'moderator'] as const) {
    const user_id = users[role].id;
    await saveMember(db, { session_id: id, user_id, role, created_at: now });
  }
  await allowDelivery(db, devices.here.id, id);
  return id;
}

async function tokensOf(
  { signer, signedLongAgo, devices, users, logIn, logOut }: Stage,
  guests: Record<'here' | 'elsewhere', { sessionId: string; guestId: string }>,
  logins: Logins,
): Promise<Tokens> {
  const left = await logIn(users.owner.id);
  await logOut(users.owner.id, left.id);
  return {
    nobody: null,
    guest: (await signer.issueGuest(guests.here, null)).token,
    'guest′': (await signer.issueGuest(guests.elsewhere, null)).token,
    owner: logins.owner.accessToken,
    photographer: logins.photographer.accessToken,
    moderator: logins.moderator.accessToken,
    other: logins.other.accessToken,
    device: devices.here.token,
    'device′': devices.elsewhere.token,
    'revoked device': devices.revoked.token,
    'expired access token': await signedLongAgo.issueAccess(users.owner.id, logins.owner.id),
    'expired guest token': (await signedLongAgo.issueGuest(guests.here, null)).token,
    'logged out': left.accessToken,
    'altered token': altered(logins.other.accessToken, users.owner.id, logins.owner.id),
    'unsigned token': unsigned(logins.owner.accessToken),
    'refresh token as access token': logins.owner.refreshToken,
  };
}

const Claims = z.record(z.string(), z.unknown());

/** Somebody's signature under somebody else's claims. */
function altered(token: string, userId: string, loginId: string): string {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims = Claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return [head, encode({ ...claims, sub: userId, sid: loginId }), signature].join('.');
}

/** RFC 8725, section 3.2: a token may not choose to be believed without a signature. */
function unsigned(token: string): string {
  return [encode({ alg: 'none', typ: 'at+jwt' }), token.split('.')[1] ?? '', ''].join('.');
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
