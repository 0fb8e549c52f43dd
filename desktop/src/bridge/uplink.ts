import * as z from 'zod/mini';

/* The part of the contract about how photos go out. */

/** Slower than this nothing useful gets through, and relays take an upload for stalled. */
export const LEAST_CAP = 32_000;

export const UplinkSettings = z.object({
  /** No photo goes out; what is taken back still does. */
  paused: z.boolean(),
  /** Which of the waiting photos goes first. */
  order: z.enum(['newest', 'oldest']),
  /** All uploads together, in bytes per second; null: as fast as the line. */
  cap: z.nullable(z.int().check(z.gte(LEAST_CAP), z.lte(1_000_000_000))),
  /** Without `full` for now: it follows when this is switched off. */
  metered: z.boolean(),
  /** Whether whole pictures follow when nothing else has to go out: at night, or at any time. */
  originals: z.prefault(z.enum(['never', 'night', 'always']), 'never'),
});
export type UplinkSettings = z.infer<typeof UplinkSettings>;

export const DEFAULT_UPLINK: UplinkSettings = {
  paused: false,
  order: 'newest',
  cap: null,
  metered: false,
  originals: 'never',
};

/** Originals of photos that are out; `going`: one is on its way now. */
export const OriginalsView = z.object({
  waiting: z.int(),
  brought: z.int(),
  /** Their files are gone, or cannot be developed. */
  failed: z.int(),
  going: z.boolean(),
});
export type OriginalsView = z.infer<typeof OriginalsView>;

export const UplinkView = z.object({
  settings: UplinkSettings,
  /** What is still to go out as it is set: photos that no guest can see yet, and all bytes. */
  backlog: z.object({ photos: z.int(), bytes: z.int() }),
  /** How long that takes at the rate seen last; null where none was seen yet. */
  secondsLeft: z.nullable(z.number()),
});
export type UplinkView = z.infer<typeof UplinkView>;

export const UPLINK_CALLS = {
  setUplink: { input: UplinkSettings, reply: z.null() },
} as const;
