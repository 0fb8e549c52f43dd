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

/** Ends the login of the page's cookie; with `everywhere` all of that user's. */
export const PageLogout = z.object({ everywhere: z.prefault(z.boolean(), false) });
export type PageLogout = z.input<typeof PageLogout>;
