import * as z from 'zod/mini';
import { Email, NewPassword, Password, PersonName } from './auth.ts';

/** What is left out stays. Another e-mail address needs the password. */
export const ChangeProfile = z.object({
  name: z.optional(PersonName),
  email: z.optional(Email),
  password: z.optional(Password),
});
export type ChangeProfile = z.input<typeof ChangeProfile>;

/** Ends all other logins of the user. */
export const ChangePassword = z.object({ currentPassword: Password, newPassword: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** Of the sessions the user is a member of; `members` counts people once. */
export const UserStats = z.object({ sessions: z.int(), photos: z.int(), members: z.int() });
export type UserStats = z.infer<typeof UserStats>;
