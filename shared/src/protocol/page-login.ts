import * as z from 'zod/mini';
import { Profile } from './auth.ts';

/**
 * What a page of the relay gets instead of a `TokenPair`: the token that renews the login stays in
 * a cookie that no script can read.
 */
export const PageAccess = z.object({
  /** JWT, Bearer. */
  accessToken: z.string(),
  /** Seconds. */
  expiresIn: z.int(),
});
export type PageAccess = z.infer<typeof PageAccess>;

export const PageLoggedIn = z.extend(PageAccess, { user: Profile });
export type PageLoggedIn = z.infer<typeof PageLoggedIn>;

/**
 * How somebody who comes with this page may get an account. `first`: nobody has one yet, and this is
 * the computer that the relay runs on. `first_elsewhere`: nobody has one yet; it is made there.
 */
export const PageDoor = z.object({
  registration: z.enum(['first', 'first_elsewhere', 'open', 'invitation', 'closed']),
});
export type PageDoor = z.infer<typeof PageDoor>;

/** Ends the login of the page's cookie; with `everywhere` all of that user's. */
export const PageLogout = z.object({ everywhere: z.prefault(z.boolean(), false) });
export type PageLogout = z.input<typeof PageLogout>;
