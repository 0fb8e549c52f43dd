import * as z from 'zod/mini';

/*
 * A backup is one tar file that every tar program reads: `backup.json` first, `manifest.json` last,
 * in between the relay's tables as JSON lines (the same for SQLite and PostgreSQL), its blobs, and
 * what belongs to the desktop. Files named by their SHA-256 prove themselves; those of all other
 * entries stand in the manifest, which stays small however many photos there are.
 */

/** Of the file as such; rows have the versions of their tables beside that. */
export const BACKUP_FORMAT = 1;

export const HEADER = 'backup.json';
export const MANIFEST = 'manifest.json';

export const BackupHeader = z.object({
  program: z.literal('picture-live'),
  format: z.int().check(z.gte(1)),
  /** Of the program that made it. */
  version: z.string(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const Count = z.int().check(z.gte(0));

const RelayPart = z.object({
  /** What its tables have been through. */
  migrations: z.array(z.string()).check(z.minLength(1)),
  sessions: Count,
  photos: Count,
  messages: Count,
  /** Blobs that the tables name and the backup has not: deleted for good meanwhile, or lost before. */
  without: z.array(Sha256),
});
export type RelayPart = z.infer<typeof RelayPart>;

const DesktopPart = z.object({ ledgerVersion: Count });
export type DesktopPart = z.infer<typeof DesktopPart>;

export const BackupParts = z.object({
  relay: z.nullable(RelayPart),
  desktop: z.nullable(DesktopPart),
});
export type BackupParts = z.infer<typeof BackupParts>;

export const BackupManifest = z.object({
  ...BackupParts.shape,
  /** In the order of the file. */
  entries: z.array(z.object({ name: z.string(), bytes: Count, sha256: Sha256 })),
  /** Files named by their content; `sha256` is that of their names in the order of the file. */
  content: z.object({ count: Count, bytes: Count, sha256: Sha256 }),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const CONTENT = /^(?:relay\/blobs|desktop\/spool)\/[0-9a-f]{2}\/([0-9a-f]{64})(?:\.jpg)?$/;

/** The hash that a file must have because its name says so; null for all others. */
export function contentHash(name: string): string | null {
  return CONTENT.exec(name)?.[1] ?? null;
}

/** A part of a path that every system takes, and that is not hidden. */
const SAFE = /^[^.\p{Cc}/\\:*?"<>|][^\p{Cc}/\\:*?"<>|]*$/u;

/** What may be unpacked: a relative path without surprises on any system. */
export function isSafeName(name: string): boolean {
  return name.split('/').every((part) => SAFE.test(part));
}
