import * as z from 'zod/mini';

/*
 * The part of the contract that makes the ledger visible: what happened to each file, and when;
 * which camera numbers are missing; how the session went in numbers.
 */

/** One thing that happened to a shot. */
export const HistoryEvent = z.object({
  /** Epoch milliseconds on the laptop's clock. */
  at: z.int(),
  kind: z.enum([
    /** First sight of a file; `detail` is its path. */
    'seen',
    /** Another file turned out to be this shot, too; `detail` is its path. */
    'joined',
    /** The last byte was there, in a version: `revision`. */
    'complete',
    'rendered',
    /** The exact bytes of all renditions hold nothing but allowed metadata. */
    'proven',
    /** Thumb and grid are stored by the relay. */
    'stored',
    'published',
    /** The large rendition has followed. */
    'completed',
    /** First seen decoded on a guest's screen. */
    'painted',
    /** A delivery failed and is tried again; `detail` is the reason, `times` how often in a row. */
    'attempt',
    /** It is in another state: `state`; `detail` is the reason where there is one. */
    'state',
    /** Something about its file needs a person, and it stays where it is; `detail` says what. */
    'remark',
    /** It has stars: `detail`. */
    'rated',
    /** Shown first by the gallery, or (`detail` 0) no more. */
    'featured',
    /** It has a caption: `detail`. */
    'described',
    /** It has tags: `detail`, a JSON array. */
    'tagged',
    /** The relay has done everything that people wanted of it. */
    'granted',
    /** The file went before it was a picture: cleared away or renamed. */
    'forgotten',
  ]),
  /** One of `ShotState`, of whichever version wrote it. */
  state: z.nullable(z.string()),
  revision: z.nullable(z.int()),
  detail: z.nullable(z.string()),
  /** Whose doing it was; null: it went by itself, or came with the file. */
  who: z.nullable(z.enum(['person', 'delay', 'stars'])),
  times: z.int(),
  /** Id of the destination at which it happened; missing or null: at none, or the only one. */
  destination: z.optional(z.nullable(z.string())),
  /** The last of several times. */
  until: z.nullable(z.int()),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** A file name that was ever seen in this session. */
export const FoundFile = z.object({
  shotId: z.string(),
  /** Inside its hot folder. */
  path: z.string(),
  name: z.string(),
  seenAt: z.int(),
  /** Where its shot is now, one of `ShotState`; null: it went before it was a picture. */
  state: z.nullable(z.string()),
});
export type FoundFile = z.infer<typeof FoundFile>;

const Series = z.object({
  /** Tells the rows of numbers apart: body and letters of the name. */
  series: z.string().check(z.maxLength(500)),
  /** First and last of each stretch of numbers, as the camera counts. */
  ranges: z
    .array(z.tuple([z.int().check(z.gte(0)), z.int().check(z.gte(0))]))
    .check(z.minLength(1), z.maxLength(500)),
});

/** Camera numbers that never came, between two files that did. */
export const NumberGap = z.extend(Series, {
  camera: z.string(),
  /** Told only where there are two bodies of this model. */
  serial: z.nullable(z.string()),
  /** Letters before the number, and with how many digits it is written. */
  prefix: z.string(),
  digits: z.int(),
  count: z.int(),
  /** Names of the files around them. */
  after: z.string(),
  before: z.string(),
  /** When the one behind them was taken. */
  at: z.int(),
});
export type NumberGap = z.infer<typeof NumberGap>;

/** Missing camera numbers: the newest gaps, and how many numbers there are in all of them. */
export const MissingNumbers = z.object({ count: z.int(), gaps: z.array(NumberGap) });
export type MissingNumbers = z.infer<typeof MissingNumbers>;

/** Milliseconds. */
const Latency = z.nullable(z.object({ p50: z.number(), p95: z.number(), samples: z.int() }));

/** How the session went, in steps of the same length; null: nobody knows. */
export const NumbersOverTime = z.object({
  /** Beginning of the first step, epoch milliseconds. */
  from: z.number(),
  stepMs: z.number(),
  steps: z.array(
    z.object({
      /** The most at once. */
      viewers: z.nullable(z.int()),
      /** To the relay, on average. */
      bytesPerSecond: z.nullable(z.number()),
      /** By guests, as the relay counts: likes that were not taken back, photos and ZIPs. */
      likes: z.nullable(z.int()),
      downloads: z.nullable(z.int()),
      /** That went live, without new versions. */
      photos: z.int(),
      /** From the last byte in the hot folder, or the gate, to the relay and to a guest's screen. */
      published: Latency,
      painted: Latency,
    }),
  ),
});
export type NumbersOverTime = z.infer<typeof NumbersOverTime>;

export const LEDGER_CALLS = {
  /** Any part of a path, whatever its case; the newest first. */
  searchFiles: {
    input: z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
    reply: z.object({ files: z.array(FoundFile), more: z.boolean() }),
  },
  /** Everything that happened to a shot, the oldest first. */
  shotHistory: {
    input: z.object({ shotId: z.string() }),
    reply: z.object({ events: z.array(HistoryEvent) }),
  },
  /** A person says that numbers are not missing, or takes it back. */
  settleNumbers: {
    input: z.extend(Series, { settled: z.boolean() }),
    reply: z.null(),
  },
  /** How things were until now. Viewers and rate since the engine was started. */
  numbersOverTime: {
    input: z.object({ minutes: z.literal([60, 360]) }),
    reply: NumbersOverTime,
  },
} as const;

export type LedgerCallName = keyof typeof LEDGER_CALLS;
