import * as z from 'zod/mini';

/** Stars, as cameras and XMP write them. */
export const Rating = z.int().check(z.gte(0), z.lte(5));
export type Rating = z.infer<typeof Rating>;

/** When a shot that is ready goes out. */
export const PublishMode = z.discriminatedUnion('kind', [
  /** By itself; the delay leaves time to catch a mistake. */
  z.object({ kind: z.literal('automatic'), delaySeconds: z.int().check(z.gte(0), z.lte(600)) }),
  /** When a person says so. */
  z.object({ kind: z.literal('review') }),
  /** From so many stars on; the others wait for a person. */
  z.object({ kind: z.literal('rating'), from: z.int().check(z.gte(1), z.lte(5)) }),
]);
export type PublishMode = z.infer<typeof PublishMode>;

export const DEFAULT_PUBLISH_MODE: PublishMode = { kind: 'automatic', delaySeconds: 0 };
