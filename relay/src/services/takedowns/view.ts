import type { SessionTakedown, Takedown, TakedownNews } from '@picture-live/shared/protocol';
import type { TakedownRow } from '../../db/takedown-tables.ts';

/** @param hidden whether the photo is out of sight. */
export function viewTakedown(row: TakedownRow, hidden: boolean): Takedown {
  return {
    id: row.id,
    sessionId: row.session_id,
    photoId: row.photo_id,
    state: row.state,
    hidden,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    note: row.note,
  };
}

/** @param isOwner whether whoever reads it may know how to reach whoever asked. */
export function viewForMember(
  row: TakedownRow,
  hidden: boolean,
  isOwner: boolean,
): SessionTakedown {
  return {
    ...viewTakedown(row, hidden),
    reason: row.reason,
    askedBy: kindOf(row.asker),
    decidedBy: row.decided_by,
    ...(isOwner && { contact: row.contact }),
  };
}

export function newsOf(row: TakedownRow, hidden: boolean): TakedownNews {
  const { id: takedownId, session_id: sessionId, photo_id: photoId, state } = row;
  return { sessionId, takedownId, photoId, state, hidden };
}

function kindOf(asker: string): SessionTakedown['askedBy'] {
  if (asker.startsWith('user:')) return 'user';
  return asker.startsWith('guest:') ? 'guest' : 'visitor';
}
