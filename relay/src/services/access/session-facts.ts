import type { SessionRow } from '../../db/tables.ts';
import { readSwitches } from '../session-view.ts';
import type { SessionFacts } from './policy.ts';

/**
 * A stored session as the policy sees it.
 *
 * @param now epoch milliseconds.
 */
export function factsOf(row: SessionRow, now: number): SessionFacts {
  return {
    id: row.id,
    access: row.access,
    expired: row.expires_at !== null && row.expires_at <= now,
    deletion: deletionOf(row, now),
    guestsSince: row.guests_since,
    switches: readSwitches(row),
  };
}

function deletionOf(row: SessionRow, now: number): SessionFacts['deletion'] {
  if (row.deleted_at === null) return 'none';
  return row.restorable_until !== null && row.restorable_until > now ? 'restorable' : 'final';
}
