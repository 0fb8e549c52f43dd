import * as z from 'zod/mini';
import { EpochMs } from './values.ts';

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  mode: z.enum(['embedded', 'scaled']),
  now: EpochMs,
  uptimeSeconds: z.number(),
  viewers: z.int(),
  /** `ok`, or a sentence saying what is wrong; `redis` where relays share one. */
  checks: z.object({ database: z.string(), storage: z.string(), redis: z.optional(z.string()) }),
});
export type Health = z.infer<typeof Health>;

/** The one error shape of every HTTP reply. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.optional(z.unknown()),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
