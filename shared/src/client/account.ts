import * as z from 'zod/mini';
import {
  AcceptedInvitation,
  Invitations,
  NewInvitation,
  OwnLogins,
  Profile,
  UserStats,
  type ChangePassword,
  type ChangeProfile,
  type Invitation,
  type Invite,
  type LoginInfo,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { json } from './http.ts';

/** One's own account, and whom one has invited. @param call of whoever is logged in. */
export function accountClient(call: UserCall) {
  return {
    profile: (): Promise<Profile> =>
      call({ method: 'GET', path: '/api/auth/profile', reply: Profile }),
    changeProfile: (changes: ChangeProfile): Promise<Profile> =>
      call({ method: 'PUT', path: '/api/auth/profile', reply: Profile, body: json(changes) }),
    /** Ends all other logins. */
    async changePassword(change: ChangePassword): Promise<void> {
      const path = '/api/users/change-password';
      await call({ method: 'POST', path, reply: z.unknown(), body: json(change) });
    },
    stats: (): Promise<UserStats> =>
      call({ method: 'GET', path: '/api/users/stats', reply: UserStats }),

    /** Where one is logged in, the login used last first. */
    async logins(): Promise<LoginInfo[]> {
      return (await call({ method: 'GET', path: '/api/auth/logins', reply: OwnLogins })).logins;
    },
    async endLogin(id: string): Promise<void> {
      const path = `/api/auth/logins/${encodeURIComponent(id)}`;
      await call({ method: 'DELETE', path, reply: z.unknown() });
    },
    /** All but this one. */
    async endOtherLogins(): Promise<void> {
      await call({ method: 'DELETE', path: '/api/auth/logins', reply: z.unknown() });
    },

    /** The code is told once. */
    invite: (invite: Invite = {}): Promise<NewInvitation> =>
      call({
        method: 'POST',
        path: '/api/auth/invitations',
        reply: NewInvitation,
        body: json(invite),
      }),
    async invitations(): Promise<Invitation[]> {
      const path = '/api/auth/invitations';
      return (await call({ method: 'GET', path, reply: Invitations })).invitations;
    },
    /** With the account one has; again and again if need be. Rejects with `not_found` for a code that is no good any more. */
    acceptInvitation: (code: string): Promise<AcceptedInvitation> =>
      call({
        method: 'POST',
        path: '/api/auth/invitations/accept',
        reply: AcceptedInvitation,
        body: json({ code }),
      }),
    async withdrawInvitation(id: string): Promise<void> {
      const path = `/api/auth/invitations/${encodeURIComponent(id)}`;
      await call({ method: 'DELETE', path, reply: z.unknown() });
    },
  };
}
