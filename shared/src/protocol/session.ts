import * as z from 'zod/mini';
import { EpochMs, Id, Seq } from './values.ts';

/** The part of `/g/<slug>` and `/wall/<slug>`: words, digits and hyphens. */
export const Slug = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/));
export type Slug = z.infer<typeof Slug>;

/** A code as people type it: case, spaces and hyphens do not matter. */
export const TypedAccessCode = z.pipe(
  z.string().check(z.maxLength(200)),
  z.transform((typed) =>
    typed
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{Pd}]+/gu, ''),
  ),
);

/** Who gets in: whoever has the link, whoever also has the access code, or only members. */
export const SessionAccess = z.enum(['public', 'code', 'members']);
export type SessionAccess = z.infer<typeof SessionAccess>;

/** What guests may do besides looking. */
export const SessionSwitches = z.object({
  download: z.boolean(),
  originals: z.boolean(),
  comments: z.boolean(),
  likes: z.boolean(),
  guestUploads: z.boolean(),
});
export type SessionSwitches = z.infer<typeof SessionSwitches>;

/** How a session looks; null where nothing was said. Texts are plain text. */
export const Branding = z.object({
  /** The name over the pictures where it is not the session's own title, a studio's for example. */
  title: z.nullable(z.string()),
  /** `https://…`, or a path of this relay. */
  logoUrl: z.nullable(z.string()),
  /** A photo of the session. */
  coverPhotoId: z.nullable(Id),
  /** `#rrggbb` in lower case. */
  colour: z.nullable(z.string()),
  welcomeText: z.nullable(z.string()),
});
export type Branding = z.infer<typeof Branding>;

/** What everybody who may see a session may know about it. */
export const PublicSession = z.object({
  id: Id,
  slug: Slug,
  title: z.string(),
  createdAt: EpochMs,
  /** The newest event of the feed. */
  lastSeq: Seq,
  /** Another one after the relay's data were restored: a `seq` of before means something else then. */
  era: z.string(),
  photoCount: z.int(),
  access: z.optional(SessionAccess),
  switches: z.optional(SessionSwitches),
  branding: z.optional(Branding),
  /** The shoot itself, as people were invited to it; null where nothing was said. */
  startsAt: z.optional(z.nullable(EpochMs)),
  endsAt: z.optional(z.nullable(EpochMs)),
  /** When it ends for guests; null: not by itself. */
  expiresAt: z.optional(z.nullable(EpochMs)),
});
export type PublicSession = z.infer<typeof PublicSession>;
