import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Invitation, NewInvitation } from '@picture-live/shared/protocol';
import type { InvitationRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import {
  deleteInvitation,
  insertInvitation,
  listOpenInvitations,
} from '../../repositories/invitations.ts';
import { hasRoleSomewhere } from '../../repositories/members.ts';
import { findUser } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
import { hashToken } from '../access/opaque-tokens.ts';
import { recordAudit } from '../audit/record-audit.ts';

const INVITATION_MS = 14 * 24 * 60 * 60_000;
/** Open ones of one user. */
export const MAX_INVITATIONS = 100;
/** 120 bits: nobody guesses one, and it is pasted rather than typed. */
const CODE_BYTES = 15;

export interface InvitationDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Admins and owners of sessions invite others; every call throws `forbidden` for anybody else. */
export interface InvitationService {
  /** @throws PictureLiveError `rate_limited` when too many of theirs are open. */
  create: (actor: UserActor, email: string | null) => Promise<NewInvitation>;
  list: (userId: string) => Promise<Invitation[]>;
  /** @throws PictureLiveError `not_found` when it is not theirs or was used. */
  withdraw: (actor: UserActor, id: string) => Promise<void>;
}

export function invitationService(deps: InvitationDeps): InvitationService {
  const { db, now } = deps;
  return {
    create: (actor, email) => create(deps, actor, email),
    list: async (userId) => {
      await requireInviter(db, userId);
      return (await listOpenInvitations(db, userId, now())).map(viewInvitation);
    },
    withdraw: (actor, id) => withdraw(deps, actor, id),
  };
}

async function create(
  { db, now }: InvitationDeps,
  actor: UserActor,
  email: string | null,
): Promise<NewInvitation> {
  const { userId } = actor;
  await requireInviter(db, userId);
  if ((await listOpenInvitations(db, userId, now())).length >= MAX_INVITATIONS) {
    const message = `At most ${MAX_INVITATIONS} invitations are open at once.`;
    throw new PictureLiveError('rate_limited', message);
  }
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const invitation = {
    id: uuid(),
    code_hash: hashToken(code),
    created_by: userId,
    email,
    created_at: now(),
    expires_at: now() + INVITATION_MS,
    used_by: null,
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

function viewInvitation({ id, email, ...row }: InvitationRow): Invitation {
  return { id, email, createdAt: row.created_at, expiresAt: row.expires_at };
}
