import type { AuditAction } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import type { Actor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { ChangedSession, SessionChange } from './settings.ts';

/** A session before and after, and what was asked for. */
interface Change {
  before: SessionRow;
  done: ChangedSession;
  wanted: SessionChange;
}

/** Writes down which settings were changed and who gets in now; what changed nothing is no deed. */
export async function auditChange(
  trx: Db,
  actor: Actor,
  { before, done, wanted }: Change,
  now: number,
): Promise<void> {
  if (done.event === null) return;
  const details = { settings: settingsIn(wanted), access: done.after.access };
  const deed = { action: actionOf(before, done.after), sessionId: before.id, details };
  await recordAudit(trx, actor, deed, now);
}

function actionOf(before: SessionRow, after: SessionRow): AuditAction {
  if (before.deleted_at === null && after.deleted_at !== null) return 'session_deleted';
  if (before.deleted_at !== null && after.deleted_at === null) return 'session_restored';
  return 'session_changed';
}

/** Their names alone: one of the values is the access code. */
function settingsIn(change: SessionChange): string[] {
  if (change.kind === 'deletion') return [];
  const { wanted } = change;
  return Object.entries(wanted)
    .filter(([name, value]) => name !== 'deleted' && name !== 'was' && value !== undefined)
    .map(([name]) => name);
}
