import * as z from 'zod/mini';
import { Caption, Photo, PhotoTag, PhotoTags } from './photo.ts';
import { Id } from './values.ts';

/** What the list of a session's photos is narrowed to; all of it has to be true of a photo. */
export interface PhotoFilter {
  tag?: string | undefined;
  /** As `Photo.photographer` says. */
  photographer?: string | undefined;
  /** Delivered by this laptop. */
  deviceId?: string | undefined;
  /** Brought by this user with a browser. */
  photographerId?: string | undefined;
  featured?: boolean | undefined;
  /** By whoever asks. */
  liked?: boolean | undefined;
  /** Capture time, both ends included. */
  from?: number | undefined;
  to?: number | undefined;
  /** For members: also what is out of sight and may come back. */
  includeHidden?: boolean | undefined;
  /** For members: only what guests see, or what is out of sight for this reason. */
  state?: PhotoState | undefined;
  /** For members: found in the caption, in a tag or in who took it, in either case of letters. */
  text?: string | undefined;
}

/** `shown` to guests; hidden by a moderator; held for one; not seen by the virus scanner yet. */
export const PhotoState = z.enum(['shown', 'hidden', 'held', 'scan']);
export type PhotoState = z.infer<typeof PhotoState>;

export const MAX_SEARCH_LENGTH = 100;

/** A photo as whoever may see it reads it, one by one. */
export const PhotoDetail = z.extend(Photo, {
  sessionId: Id,
  /** Whether whoever asks likes it. */
  liked: z.boolean(),
  /** How often its full rendition was taken along; for members. */
  downloads: z.optional(z.int()),
  /** How often it was opened in the viewer; for members. */
  views: z.optional(z.int()),
  /** Who brought it; for members. A laptop and an account have a name, a guest has none. */
  broughtBy: z.optional(
    z.object({ kind: z.enum(['laptop', 'member', 'guest']), name: z.nullable(z.string()) }),
  ),
});
export type PhotoDetail = z.infer<typeof PhotoDetail>;

/** PUT body: what is not named stays. `tags` replaces all of them. */
export const ChangePhoto = z.object({
  caption: z.optional(Caption),
  tags: z.optional(PhotoTags),
  featured: z.optional(z.boolean()),
  hidden: z.optional(z.boolean()),
});
export type ChangePhoto = z.input<typeof ChangePhoto>;

const ids = z.array(Id).check(z.minLength(1), z.maxLength(500));
const plain = (action: 'hide' | 'show' | 'delete' | 'restore' | 'feature' | 'unfeature') =>
  z.object({ sessionId: Id, action: z.literal(action), ids });

/** The same done to up to 500 photos of one session. */
export const PhotoBatch = z.discriminatedUnion('action', [
  plain('hide'),
  plain('show'),
  plain('delete'),
  /** Out of the bin. */
  plain('restore'),
  plain('feature'),
  plain('unfeature'),
  z.object({ sessionId: Id, action: z.literal('tag'), ids, tag: PhotoTag }),
  z.object({ sessionId: Id, action: z.literal('untag'), ids, tag: PhotoTag }),
  z.object({ sessionId: Id, action: z.literal('move'), ids, toSessionId: Id }),
]);
export type PhotoBatch = z.input<typeof PhotoBatch>;

/** A code of `shared/errors` and a sentence for people. */
export const Failure = z.object({ code: z.string(), message: z.string() });

/** What became of each, in the order they were named. */
export const PhotoBatchReply = z.object({
  outcomes: z.array(
    z.discriminatedUnion('ok', [
      z.object({ id: Id, ok: z.literal(true) }),
      z.object({ id: Id, ok: z.literal(false), error: Failure }),
    ]),
  ),
});
export type PhotoBatchReply = z.infer<typeof PhotoBatchReply>;

/** How many like the photo now. */
export const Likes = z.object({ liked: z.boolean(), likes: z.int() });
export type Likes = z.infer<typeof Likes>;
