import * as z from 'zod/mini';

const DAY_MS = 24 * 3_600_000;
/** A week at least: owners have to see it before it happens. */
const days = z.coerce.number().check(z.gte(7), z.lte(3_650), z.multipleOf(1));

/** What becomes of sessions in which nothing happens any more; null: nothing, by itself. */
export interface RetentionConfig {
  /** Milliseconds without anything new, after which a session is archived. */
  archiveMs: number | null;
  /** Milliseconds in the archive, after which a session goes into the bin. */
  purgeMs: number | null;
}

export const retentionEnvironment = {
  SESSION_ARCHIVE_DAYS: z.optional(days),
  SESSION_PURGE_DAYS: z.optional(days),
};

export const retentionExpectations: Record<keyof typeof retentionEnvironment, string> = {
  SESSION_ARCHIVE_DAYS: 'a whole number of days from 7 to 3650',
  SESSION_PURGE_DAYS: 'a whole number of days from 7 to 3650',
};

const Settings = z.object(retentionEnvironment);

export function retentionConfig(settings: z.infer<typeof Settings>): RetentionConfig {
  const { SESSION_ARCHIVE_DAYS: archive, SESSION_PURGE_DAYS: purge } = settings;
  return {
    archiveMs: archive === undefined ? null : archive * DAY_MS,
    purgeMs: purge === undefined ? null : purge * DAY_MS,
  };
}
