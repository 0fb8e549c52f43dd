import * as z from 'zod/mini';
import { EpochMs, Id, Seq } from './values.ts';

/** The part of `/g/<slug>` and `/wall/<slug>`: words, digits and hyphens. */
export const Slug = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/));
export type Slug = z.infer<typeof Slug>;

/** What anybody with the gallery's link may know about a session. */
export const PublicSession = z.object({
  id: Id,
  slug: Slug,
  title: z.string(),
  createdAt: EpochMs,
  /** The newest event of the feed. */
  lastSeq: Seq,
  photoCount: z.int(),
});
export type PublicSession = z.infer<typeof PublicSession>;
