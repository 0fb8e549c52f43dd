import * as z from 'zod/mini';
import { cleanText } from './message-text.ts';
import { EpochMs, Id, Pixels, Seq, Sha256 } from './values.ts';

/** The renditions of a photo, smallest first; long edges are in the recipe. */
export const RENDITION_NAMES = ['thumb', 'grid', 'full'] as const;
export const RenditionName = z.enum(RENDITION_NAMES);
export type RenditionName = z.infer<typeof RenditionName>;

export const RenditionType = z.enum(['image/jpeg']);
export type RenditionType = z.infer<typeof RenditionType>;

/** base64 of a thumbhash (https://evanw.github.io/thumbhash/), at most 25 bytes before encoding. */
export const Thumbhash = z.string().check(z.regex(/^[A-Za-z0-9+/]{4,36}={0,2}$/));

const renditionSize = {
  width: Pixels,
  height: Pixels,
  /** Length of the file in bytes. */
  bytes: z.int().check(z.gte(1)),
  type: RenditionType,
};

/** A rendition as a viewer sees it; `url` is relative to the relay's origin and immutable. */
export const Rendition = z.object({ url: z.string(), ...renditionSize });
export type Rendition = z.infer<typeof Rendition>;

/** A rendition as a device announces it: by the hash of a blob it has uploaded. */
export const RenditionRef = z.object({ hash: Sha256, ...renditionSize });
export type RenditionRef = z.infer<typeof RenditionRef>;

/** A word or two about a photo. */
export const PhotoTag = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

export const MAX_TAGS = 30;
export const PhotoTags = z.array(PhotoTag).check(z.maxLength(MAX_TAGS));
export const Caption = z.string().check(z.trim(), z.maxLength(2_000));

export const MAX_PHOTOGRAPHER_LENGTH = 120;
/** Who took a photo, in plain text on one line; empty where nobody is named. */
export const PhotographerName = z
  .pipe(
    z.string().check(z.maxLength(4 * MAX_PHOTOGRAPHER_LENGTH)),
    z.transform((name) => cleanText(name).replaceAll(/\s+/g, ' ')),
  )
  .check(z.maxLength(MAX_PHOTOGRAPHER_LENGTH));

/** A published photo. `full` is missing until its upload has followed. */
export const Photo = z.object({
  id: Id,
  /** The feed event that first published it; stays when the photo is replaced. */
  seq: Seq,
  /** 1 for the first content, +1 for each replacement. */
  revision: z.int().check(z.gte(1)),
  /** Upright size of the photo as developed, before any rendition made it smaller. */
  width: Pixels,
  height: Pixels,
  capturedAt: EpochMs,
  publishedAt: EpochMs,
  thumbhash: Thumbhash,
  renditions: z.object({ thumb: Rendition, grid: Rendition, full: z.optional(Rendition) }),
  /** Whose photo it is, as its laptop says; left out where nobody is named. */
  photographer: z.optional(z.string()),
  /** There once the laptop has brought it; for whoever may take originals along, by a call of its own. */
  original: z.optional(z.pick(Rendition, { width: true, height: true, bytes: true })),
  /** These are left out where they say nothing: no caption, no tag, not featured, nobody likes it. */
  caption: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  featured: z.optional(z.boolean()),
  likes: z.optional(z.int()),
  /** For members: why nobody else sees it; `removed` was taken back. */
  hidden: z.optional(z.enum(['hidden', 'held', 'scan', 'removed'])),
});
export type Photo = z.infer<typeof Photo>;

/** `previousCursor` goes the other way, where the list was begun in its middle. */
export const PhotoPage = z.object({
  photos: z.array(Photo),
  nextCursor: z.nullable(z.string()),
  previousCursor: z.optional(z.nullable(z.string())),
});
export type PhotoPage = z.infer<typeof PhotoPage>;

/**
 * When a photo passed each step, on the relay's clock (the device removes the difference before
 * it sends): the last byte written to the hot folder, the renditions ready, thumb and grid stored.
 */
export const DeviceTimeline = z.object({
  fileComplete: EpochMs,
  rendered: EpochMs,
  stored: EpochMs,
});
export type DeviceTimeline = z.infer<typeof DeviceTimeline>;

/**
 * PUT body that publishes a photo, replaces it (higher `revision`) or adds `full` (same
 * `revision`). Repeating it changes nothing. A lower revision than the relay has is ignored.
 */
export const PublishPhoto = z.object({
  revision: z.int().check(z.gte(1)),
  /** Hash of the camera file; the same content is published once in a session. */
  sourceHash: Sha256,
  width: Pixels,
  height: Pixels,
  capturedAt: EpochMs,
  thumbhash: Thumbhash,
  renditions: z.object({ thumb: RenditionRef, grid: RenditionRef, full: z.optional(RenditionRef) }),
  timeline: DeviceTimeline,
  /** Holds with each revision that names it; empty: nobody any more. */
  photographer: z.optional(PhotographerName),
  /** What a photo begins with. Once it is published, whatever was said of it since stands. */
  caption: z.optional(Caption),
  tags: z.optional(PhotoTags),
  /**
   * The device took the photo back and will restore it with this content: it is replaced out of
   * sight. Without this, publishing what was taken back is refused.
   */
  evenIfRetracted: z.optional(z.boolean()),
});
export type PublishPhoto = z.infer<typeof PublishPhoto>;

/** `duplicate` says that this content is already live in the session as another photo (`photo`). */
export const PublishReply = z.object({
  outcome: z.enum(['published', 'replaced', 'completed', 'unchanged', 'duplicate']),
  photo: Photo,
});
export type PublishReply = z.infer<typeof PublishReply>;

/**
 * PUT body that brings the original of a photo's revision: the whole picture in its own size, its
 * metadata proven like that of every rendition. Repeating it changes nothing.
 */
export const KeepOriginal = z.object({
  revision: z.int().check(z.gte(1)),
  original: RenditionRef,
});
export type KeepOriginal = z.infer<typeof KeepOriginal>;

/** `outdated`: the photo shows another revision by now. */
export const KeepOriginalReply = z.object({ outcome: z.enum(['kept', 'unchanged', 'outdated']) });
export type KeepOriginalReply = z.infer<typeof KeepOriginalReply>;
