import * as z from 'zod/mini';
import { EpochMs, Id } from './values.ts';

/** One address is one account, however it is typed. Whoever has it reads the mail; we only compare. */
export const Email = z
  .pipe(
    z.string().check(z.maxLength(1_000)),
    z.transform((typed) => typed.normalize('NFKC').trim().toLowerCase()),
  )
  .check(z.minLength(3), z.maxLength(254), z.regex(/^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+$/));
export type Email = z.infer<typeof Email>;

/** Of a new password, in UTF-16 code units; pages say so before they send one. */
export const SHORTEST_PASSWORD = 10;

/** Long rather than complicated (NIST SP 800-63B, section 3.1.1); the most is a bound on our work. */
export const NewPassword = z.string().check(z.minLength(SHORTEST_PASSWORD), z.maxLength(256));
/** To be compared with the one there is. */
export const Password = z.string().check(z.minLength(1), z.maxLength(256));

export const PersonName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));

/** 256 bits in base64url. */
export const OpaqueToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** `invitationCode` where the relay takes new accounts by invitation. */
export const Register = z.object({
  email: Email,
  password: NewPassword,
  name: PersonName,
  invitationCode: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
});
export type Register = z.input<typeof Register>;

export const Login = z.object({ email: Email, password: Password });
export type Login = z.input<typeof Login>;

export const Refresh = z.object({ refreshToken: OpaqueToken });
export type Refresh = z.infer<typeof Refresh>;

/** Ends the login of the refresh token or else of the access token; with `everywhere` all of the user's. */
export const Logout = z.object({
  refreshToken: z.optional(OpaqueToken),
  everywhere: z.prefault(z.boolean(), false),
});
export type Logout = z.input<typeof Logout>;

/** An access token (JWT, Bearer) for `expiresIn` seconds and what it is renewed with, once. */
export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: OpaqueToken,
  expiresIn: z.int(),
});
export type TokenPair = z.infer<typeof TokenPair>;

/** An account as its owner sees it. An admin may invite others. */
export const Profile = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  admin: z.boolean(),
  createdAt: EpochMs,
});
export type Profile = z.infer<typeof Profile>;

export const LoggedIn = z.extend(TokenPair, { user: Profile });
export type LoggedIn = z.infer<typeof LoggedIn>;

/** What somebody may do in a session. */
export const Role = z.enum(['owner', 'photographer', 'moderator']);
export type Role = z.infer<typeof Role>;

/**
 * Makes a single-use code; only for `email` if that is said. Whoever uses it becomes a member of
 * `session`, where that is said; only its owners may say so.
 */
export const Invite = z.object({
  email: z.optional(Email),
  session: z.optional(z.object({ id: Id, role: Role })),
});
export type Invite = z.input<typeof Invite>;

export const Invitation = z.object({
  id: Id,
  email: z.nullable(z.string()),
  createdAt: EpochMs,
  expiresAt: EpochMs,
  session: z.optional(z.object({ id: Id, role: Role })),
});
export type Invitation = z.infer<typeof Invitation>;

/** The code is told once. */
export const NewInvitation = z.extend(Invitation, { code: z.string() });
export type NewInvitation = z.infer<typeof NewInvitation>;

/** For somebody who has an account already. */
export const AcceptInvitation = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(512)),
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

/** The session that one is a member of now; null for an invitation to make an account alone. */
export const AcceptedInvitation = z.object({
  session: z.nullable(z.object({ id: Id, role: Role })),
});
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;

export const Invitations = z.object({ invitations: z.array(Invitation) });
export type Invitations = z.infer<typeof Invitations>;
