import type { AuditAction } from '@picture-live/shared/protocol';
import type { Actor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Work } from './change.ts';

/** Work on a photo that is written down where it changes anything. */
export function audited(actor: Actor, action: AuditAction, work: Work): Work {
  return async (trx, stored, now) => {
    const event = await work(trx, stored, now);
    if (event === null) return null;
    const { id, session_id: sessionId } = stored.photo;
    await recordAudit(trx, actor, { action, sessionId, subjects: [id] }, now);
    return event;
  };
}
