/*
 * Ids of entries in a Redis stream: `<milliseconds>-<number>`, growing.
 * https://redis.io/docs/latest/develop/data-types/streams/#entry-ids
 */

/** Before every entry. */
export const BEGINNING = '0-0';

/** What a stream holds: the ids of its oldest and newest entry, null where it has none. */
export interface StreamEnds {
  oldest: string | null;
  newest: string | null;
}

/** Where to read on, and whether entries in between may be gone. */
export interface Place {
  after: string;
  gap: boolean;
}

/**
 * Where somebody reads on who has read up to `after`. A stream that was trimmed further, deleted,
 * or made anew by a Redis that lost its data has a gap.
 */
export function placeIn({ oldest, newest }: StreamEnds, after: string): Place {
  if (after === BEGINNING) return { after, gap: false };
  if (oldest === null || newest === null || isBefore(newest, after)) {
    return { after: BEGINNING, gap: true };
  }
  return { after, gap: isBefore(after, oldest) };
}

function isBefore(one: string, other: string): boolean {
  const [ms, number] = partsOf(one);
  const [otherMs, otherNumber] = partsOf(other);
  return ms === otherMs ? number < otherNumber : ms < otherMs;
}

function partsOf(id: string): [bigint, bigint] {
  const [ms = '0', number = '0'] = id.split('-');
  return [BigInt(ms), BigInt(number)];
}
