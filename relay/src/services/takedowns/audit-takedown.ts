import type { Db } from '../../db/database.ts';
import type { TakedownRow } from '../../db/takedown-tables.ts';
import { ANONYMOUS } from '../access/actor.ts';
import type { Actor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** That somebody asked, and not who: it must not be a reason not to. */
export async function auditAsked(trx: Db, row: TakedownRow, now: number): Promise<void> {
  const { session_id: sessionId, photo_id: photoId, id } = row;
  const deed = { action: 'takedown_requested', sessionId, subjects: [photoId, id] } as const;
  await recordAudit(trx, ANONYMOUS, deed, now);
}

/** @param rows every request that was decided by it. */
export async function auditDecided(
  trx: Db,
  actor: Actor,
  rows: readonly TakedownRow[],
  now: number,
): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  const { session_id: sessionId, photo_id: photoId, state } = row;
  const about = { sessionId, subjects: [photoId, ...rows.map(({ id }) => id)] };
  await recordAudit(trx, actor, { action: 'takedown_decided', ...about, details: { state } }, now);
}
