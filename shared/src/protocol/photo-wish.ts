import * as z from 'zod/mini';
import { Caption, Photo, PhotoTags } from './photo.ts';

/**
 * PUT body: what a device wishes of a photo that it has delivered. What is not named stays. Of two
 * wishes the one with the higher `version` holds, in whichever order and however often they arrive.
 */
export const PhotoWish = z.object({
  /** Grows with every wish for the photo. */
  version: z.int().check(z.gte(1)),
  retracted: z.optional(z.boolean()),
  featured: z.optional(z.boolean()),
  caption: z.optional(Caption),
  /** Tags to add, and to take away; others stay. */
  tag: z.optional(PhotoTags),
  untag: z.optional(PhotoTags),
});
export type PhotoWish = z.input<typeof PhotoWish>;

/** `outdated`: a newer wish, or this very one, was carried out before. */
export const PhotoWishReply = z.object({
  outcome: z.enum(['done', 'outdated']),
  photo: Photo,
});
export type PhotoWishReply = z.infer<typeof PhotoWishReply>;
