import type { SessionRow } from '../../db/tables.ts';
import type { SessionFacts } from './policy.ts';

/**
 * A stored session as the policy sees it.
 *
 * @param _now epoch milliseconds.
 */
export function factsOf(row: SessionRow, _now: number): SessionFacts {
  return {
    id: row.id,
    access: 'public',
    expired: false,
    switches: {
      download: true,
      originals: false,
      comments: false,
      likes: false,
      guestUploads: false,
    },
  };
}
