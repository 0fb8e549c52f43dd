import * as z from 'zod/mini';
import { EpochMs, Id } from './values.ts';

/** A login of one's own account that goes on. */
export const LoginInfo = z.object({
  id: Id,
  /** Such as `Safari · iPhone`; empty where the client does not say. */
  client: z.string(),
  createdAt: EpochMs,
  /** When it last renewed its tokens, which it does every quarter of an hour while it is used. */
  lastUsedAt: EpochMs,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type LoginInfo = z.infer<typeof LoginInfo>;

/** The one used last first. */
export const OwnLogins = z.object({ logins: z.array(LoginInfo) });
export type OwnLogins = z.infer<typeof OwnLogins>;
