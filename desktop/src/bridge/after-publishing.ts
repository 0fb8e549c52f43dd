import { Caption, PhotoTags } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/*
 * The part of the contract about photos that guests have seen: taking back, restoring and saying
 * something about them.
 */

/** What a person wishes; what is not named stays. */
export const ShotWish = z.object({
  retracted: z.optional(z.boolean()),
  featured: z.optional(z.boolean()),
  caption: z.optional(Caption),
  /** Tags to add, and to take away; others stay. */
  tag: z.optional(PhotoTags),
  untag: z.optional(PhotoTags),
});
export type ShotWish = z.infer<typeof ShotWish>;

/** What was said of a shot on this laptop. */
export const Said = z.object({
  featured: z.boolean(),
  caption: z.string(),
  tags: z.array(z.string()),
  /** The relay has still to be told some of it, or that the shot is taken back or restored. */
  pending: z.boolean(),
  /** What of it is that the shot is taken back (true) or restored (false). */
  retracting: z.nullable(z.boolean()),
});
export type Said = z.infer<typeof Said>;

export const WishShots = z.object({
  shotIds: z.array(z.string()).check(z.minLength(1), z.maxLength(500)),
  wish: ShotWish,
});
