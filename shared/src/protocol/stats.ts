import * as z from 'zod/mini';
import { EpochMs } from './values.ts';

/**
 * The relay takes requests. `degraded`: it does so without something that it can do without for a
 * while. Where it does not, the reply is `unavailable` with the same `checks` as its details.
 */
export const Ready = z.object({
  status: z.enum(['ready', 'degraded']),
  /** `ok`, or a sentence saying what is wrong; by part. */
  checks: z.record(z.string(), z.string()),
});
export type Ready = z.infer<typeof Ready>;

/** The sockets of one instance of the relay. */
export const SocketStats = z.object({
  /** Open sockets, whether they have joined a session or not. */
  connected: z.int(),
  /** Open pages of guests. */
  viewers: z.int(),
  /** Since `since`: joins that succeeded, and that were refused. */
  joined: z.int(),
  refused: z.int(),
  /** When this instance started. */
  since: EpochMs,
});
export type SocketStats = z.infer<typeof SocketStats>;
