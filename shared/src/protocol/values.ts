import * as z from 'zod/mini';

/** SHA-256 of a blob's bytes, 64 lower-case hex digits; the blob's only name. */
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type Sha256 = z.infer<typeof Sha256>;

/** UUIDv7 in its usual lower-case form; sorts by time of creation. */
export const Id = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
export type Id = z.infer<typeof Id>;

/** Milliseconds since 1970-01-01 UTC, whole. */
export const EpochMs = z.int();
export type EpochMs = z.infer<typeof EpochMs>;

/** Edge length in pixels. 65,535 is the largest a JPEG frame header can say (ITU-T T.81, B.2.2). */
export const Pixels = z.int().check(z.gte(1), z.lte(65_535));

/** Place in a session's feed: 1, 2, 3 … without gaps. 0 means "before the first event". */
export const Seq = z.int().check(z.gte(0));
export type Seq = z.infer<typeof Seq>;
