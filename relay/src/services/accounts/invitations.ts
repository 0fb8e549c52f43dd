import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type {
  AcceptedInvitation,
  Invitation,
  Invite,
  NewInvitation,
} from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { InvitationRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import {
  deleteInvitation,
  findUsedInvitation,
  insertInvitation,
  listOpenInvitations,
  useInvitation,
} from '../../repositories/invitations.ts';
import { findRole, hasRoleSomewhere } from '../../repositories/members.ts';
import { findUser } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
import type { AccessService } from '../access/authorize.ts';
import { hashToken } from '../access/opaque-tokens.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { joinByInvitation } from './join-by-invitation.ts';

const INVITATION_MS = 14 * 24 * 60 * 60_000;
/** Open ones of one user. */
export const MAX_INVITATIONS = 100;
/** 120 bits: nobody guesses one, and it is pasted rather than typed. */
const CODE_BYTES = 15;

const NO_GOOD = 'This invitation has run out or was used already.';

export interface InvitationDeps {
  db: Db;
  access: AccessService;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Admins and owners of sessions invite others; every call throws `forbidden` for anybody else. */
export interface InvitationService {
  /**
   * @throws PictureLiveError `rate_limited` when too many of theirs are open; what `authorize`
   *   throws where the invitation is into a session.
   */
  create: (actor: UserActor, invite: z.output<typeof Invite>) => Promise<NewInvitation>;
  list: (userId: string) => Promise<Invitation[]>;
  /** @throws PictureLiveError `not_found` when it is not theirs or was used. */
  withdraw: (actor: UserActor, id: string) => Promise<void>;
  /** Of anybody with an account. @throws PictureLiveError `not_found` for a code that is no good. */
  accept: (actor: UserActor, code: string) => Promise<AcceptedInvitation>;
}

export function invitationService(deps: InvitationDeps): InvitationService {
  const { db, now } = deps;
  return {
    create: (actor, invite) => create(deps, actor, invite),
    list: async (userId) => {
      await requireInviter(db, userId);
      return (await listOpenInvitations(db, userId, now())).map(viewInvitation);
    },
    withdraw: (actor, id) => withdraw(deps, actor, id),
    accept: (actor, code) => accept(deps, actor, code),
  };
}

async function create(
  { db, access, now }: InvitationDeps,
  actor: UserActor,
  { email, session }: z.output<typeof Invite>,
): Promise<NewInvitation> {
  const { userId } = actor;
  await requireInviter(db, userId);
  if (session !== undefined) await access.authorize(actor, 'manage_members', session.id);
  if ((await listOpenInvitations(db, userId, now())).length >= MAX_INVITATIONS) {
    const message = `At most ${MAX_INVITATIONS} invitations are open at once.`;
    throw new PictureLiveError('rate_limited', message);
  }
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const invitation = {
    id: uuid(),
    code_hash: hashToken(code),
    created_by: userId,
    email: email ?? null,
    created_at: now(),
    expires_at: now() + INVITATION_MS,
    used_by: null,
    session_id: session?.id ?? null,
    role: session?.role ?? null,
  };
  await db.transaction().execute(async (trx) => {
    await insertInvitation(trx, invitation);
    const deed = { accountId: userId, subjects: [invitation.id] };
    await recordAudit(trx, actor, { action: 'invitation_made', ...deed }, now());
  });
  return { ...viewInvitation(invitation), code };
}

async function withdraw({ db, now }: InvitationDeps, actor: UserActor, id: string): Promise<void> {
  const { userId } = actor;
  await requireInviter(db, userId);
  await db.transaction().execute(async (trx) => {
    if (!(await deleteInvitation(trx, id, userId))) throw new PictureLiveError('not_found');
    const deed = { action: 'invitation_withdrawn', accountId: userId, subjects: [id] } as const;
    await recordAudit(trx, actor, deed, now());
  });
}

async function requireInviter(db: Db, userId: string): Promise<void> {
  const user = await findUser(db, userId);
  if (user?.is_admin === 1 || (await hasRoleSomewhere(db, userId, 'owner'))) return;
  throw new PictureLiveError('forbidden', 'Admins and owners of sessions invite others.');
}

async function accept(
  { db, now }: InvitationDeps,
  actor: UserActor,
  code: string,
): Promise<AcceptedInvitation> {
  const codeHash = hashToken(code);
  return db.transaction().execute(async (trx) => {
    const user = await findUser(trx, actor.userId);
    if (user === undefined) throw new PictureLiveError('unauthorized');
    const used = await useInvitation(trx, codeHash, user, now());
    const session = used && (await joinByInvitation(trx, used, user.id, now()));
    if (session !== undefined) return { session };
    // One that is of no use to somebody with an account is not used up: all of this is undone.
    if (used !== undefined) throw new PictureLiveError('not_found', NO_GOOD);
    const before = await findUsedInvitation(trx, codeHash, user.id);
    if (before === undefined) throw new PictureLiveError('not_found', NO_GOOD);
    // Whoever was taken out meanwhile does not come back with it.
    const { session_id: id } = before;
    const role = id === null ? null : await findRole(trx, id, user.id);
    return { session: id === null || role === null ? null : { id, role } };
  });
}

function viewInvitation({ id, email, role, session_id, ...row }: InvitationRow): Invitation {
  const session = session_id === null || role === null ? null : { id: session_id, role };
  const times = { createdAt: row.created_at, expiresAt: row.expires_at };
  return { id, email, ...times, ...(session !== null && { session }) };
}
