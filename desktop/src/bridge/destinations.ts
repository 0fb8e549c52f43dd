import * as z from 'zod/mini';

/*
 * The part of the contract about two destinations at once: a relay at the venue and one in the
 * cloud. A session with one destination shows nothing of it.
 */

/** Epoch milliseconds on the laptop's clock; null: not there yet. */
const moment = z.nullable(z.int());

/** How things stand at one destination. */
export const DestinationView = z.object({
  /** Of the session at its relay. */
  id: z.string(),
  title: z.string(),
  galleryUrl: z.string(),
  relayUrl: z.string(),
  /** The session's own; the other one can be removed. */
  main: z.boolean(),
  state: z.enum(['connecting', 'online', 'offline']),
  since: z.int(),
  message: z.nullable(z.string()),
  /** Code of `shared/errors` while offline. */
  code: z.optional(z.string()),
  viewers: z.nullable(z.int()),
  /** Photos that guests can see there. */
  live: z.int(),
  /** What is still to go there as it is set: photos whose newest version no guest can see there. */
  backlog: z.object({ photos: z.int(), bytes: z.int() }),
  /** How long that takes at the rate seen last; null where none was seen yet. */
  secondsLeft: z.nullable(z.number()),
  /** Photos taken back, restored or described of which the relay has still to be told. */
  telling: z.int(),
  uplinkBytesPerSecond: z.number(),
  /** Milliseconds from the last byte in the hot folder, of shots since it was added. */
  latency: z.nullable(z.object({ p50: z.number(), p95: z.number(), samples: z.int() })),
});
export type DestinationView = z.infer<typeof DestinationView>;

/** Where the newest version of a shot is. */
export const PlaceView = z.object({
  /** Id of the destination. */
  destination: z.string(),
  published: moment,
  painted: moment,
  /** `waiting`: on its way there; `refused`: it needs a person; null: nothing is to be done. */
  outbox: z.nullable(z.enum(['waiting', 'refused'])),
  /** The relay has still to be told what people wish of it. */
  telling: z.boolean(),
});
export type PlaceView = z.infer<typeof PlaceView>;

export const DESTINATION_CALLS = {
  /** Ends the delivery to the second destination; what is there stays there. */
  removeDestination: { input: z.null(), reply: z.null() },
  /** Takes the last removal back, until the program ends: what was missed meanwhile follows. */
  restoreDestination: { input: z.null(), reply: z.null() },
} as const;
