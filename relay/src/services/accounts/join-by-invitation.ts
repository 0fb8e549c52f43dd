import type { AcceptedInvitation } from '@picture-live/shared/protocol';
import type { InvitationRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import { findRole, saveMember } from '../../repositories/members.ts';
import { lockSession } from '../../repositories/sessions.ts';
import { recordAudit } from '../audit/record-audit.ts';

/**
 * Gives whoever has just used an invitation their role in its session. Whoever is a member already
 * stays what they are. In a transaction.
 *
 * @returns undefined where it is for no session, or for one that is gone or whose owner is no
 *   longer the one who invited.
 */
export async function joinByInvitation(
  trx: Db,
  { id, session_id: sessionId, role, created_by: inviter }: InvitationRow,
  userId: string,
  now: number,
): Promise<NonNullable<AcceptedInvitation['session']> | undefined> {
  if (sessionId === null || role === null) return undefined;
  const session = await lockSession(trx, sessionId);
  if (session === undefined || session.deleted_at !== null) return undefined;
  if ((await findRole(trx, sessionId, inviter)) !== 'owner') return undefined;
  const has = await findRole(trx, sessionId, userId);
  if (has !== null) return { id: sessionId, role: has };
  await saveMember(trx, { session_id: sessionId, user_id: userId, role, created_at: now });
  const actor = { kind: 'user', userId, tokenId: '' } as const;
  const about = { sessionId, accountId: userId, subjects: [userId, id] };
  await recordAudit(trx, actor, { action: 'invitation_used', ...about, details: { role } }, now);
  return { id: sessionId, role };
}
