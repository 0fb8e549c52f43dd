import type { RetentionConfig } from '../../config/retention.ts';

/** A policy and since when it holds; times in epoch milliseconds. */
export interface RetentionPolicy extends RetentionConfig {
  since: number;
}

/** What the dates of a session depend on. */
export interface QuietSession {
  created_at: number;
  starts_at: number | null;
  ends_at: number | null;
  expires_at: number | null;
  deleted_at: number | null;
  /** 0 or 1. */
  kept: number;
  /** When the newest event of its feed was; null where there is none. */
  last_event_at: number | null;
}

/** When a session is archived and when it goes into the bin, by itself; null: not. */
export interface Fate {
  archiveAt: number | null;
  deleteAt: number | null;
}

/** From a new policy to the first session it is applied to: owners have to see it before. */
export const NOTICE_MS = 7 * 24 * 3_600_000;
const NOTHING: Fate = { archiveAt: null, deleteAt: null };

/**
 * A session is archived when nothing has happened in it for long, and deleted when it has been in
 * the archive for long, never both at once: one step is seen before the next one is counted.
 *
 * @param now epoch milliseconds.
 */
export function fateOf(session: QuietSession, policy: RetentionPolicy, now: number): Fate {
  if (session.deleted_at !== null || session.kept !== 0) return NOTHING;
  const after = (from: number, ms: number): number => Math.max(from + ms, policy.since + NOTICE_MS);
  const quietSince = quietSinceOf(session);
  const { expires_at: end } = session;
  const { archiveMs, purgeMs } = policy;
  if (end !== null && end <= now) {
    return purgeMs === null
      ? NOTHING
      : { archiveAt: null, deleteAt: after(Math.max(end, quietSince), purgeMs) };
  }
  if (archiveMs === null) return NOTHING;
  const archiveAt = after(quietSince, archiveMs);
  // Where its owner has said when it ends, and that is sooner, nothing else has to.
  return end !== null && end <= archiveAt ? NOTHING : { archiveAt, deleteAt: null };
}

/** Since when nothing has happened: no photo, no message, no changed setting, and its day is over. */
function quietSinceOf(session: QuietSession): number {
  const { created_at, starts_at, ends_at, last_event_at } = session;
  return Math.max(created_at, starts_at ?? 0, ends_at ?? 0, last_event_at ?? 0);
}
