import * as z from 'zod/mini';
import {
  FeedPage,
  GuestAccess,
  Member,
  Members,
  Session,
  SessionPage,
  type AddMember,
  type ChangeSession,
  type CreateSession,
  type Role,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { formCall, type FileToSend } from './form.ts';
import { json, queryOf } from './http.ts';

/**
 * Sessions of a user, their members, and how guests get in.
 *
 * @param call `createAuth(…).call`; a guest uses one that nobody logs in to.
 */
export function sessionClient(call: UserCall) {
  const send = <T>(
    method: 'POST' | 'PUT',
    path: string,
    reply: z.ZodMiniType<T>,
    value: unknown,
  ): Promise<T> => call({ method, path, reply, body: json(value) });
  const drop = async (path: string): Promise<void> => {
    await call({ method: 'DELETE', path, reply: z.unknown() });
  };
  return {
    /** Newest first; `after` is the `nextCursor` of the page before. */
    sessions: (query: { after?: string; limit?: number } = {}): Promise<SessionPage> =>
      call({ method: 'GET', path: `/api/sessions?${queryOf(query)}`, reply: SessionPage }),
    /** By id or slug, with what only members know in `mine`. */
    ownSession: (idOrSlug: string): Promise<Session> =>
      call({ method: 'GET', path: sessionPath(idOrSlug), reply: Session }),
    /** Rejects with `slug_taken` where the link is another session's. */
    createSession: (wanted: CreateSession): Promise<Session> =>
      send('POST', '/api/sessions', Session, wanted),
    changeSession: (id: string, wanted: ChangeSession): Promise<Session> =>
      send('PUT', sessionPath(id), Session, wanted),
    /** Its owner can bring it back with `changeSession(id, { deleted: false })` for a while. */
    deleteSession: (id: string): Promise<void> => drop(sessionPath(id)),

    /** Makes a picture (JPEG, PNG, WebP) the logo of the session's gallery. */
    setLogo: (id: string, file: FileToSend): Promise<Session> =>
      call({
        method: 'PUT',
        path: `${sessionPath(id)}/logo`,
        reply: Session,
        ...formCall({}, [file]),
      }),

    /** Events after a `seq`, oldest first; for `followSession` as somebody. */
    feed: (
      { sessionId, ...query }: { sessionId: string; after: number; limit?: number },
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<FeedPage> => {
      const path = `${sessionPath(sessionId)}/feed?${queryOf(query)}`;
      return call({ method: 'GET', path, reply: FeedPage, signal });
    },

    /** Rejects with `access_code_wrong`, or `rate_limited` with `retryAfter` in seconds. */
    verifyAccess: (idOrSlug: string, accessCode?: string): Promise<GuestAccess> =>
      send(
        'POST',
        `${sessionPath(idOrSlug)}/verify`,
        GuestAccess,
        accessCode === undefined ? {} : { accessCode },
      ),

    async members(id: string): Promise<Member[]> {
      const path = `${sessionPath(id)}/members`;
      return (await call({ method: 'GET', path, reply: Members })).members;
    },
    /** Rejects with `account_not_found` or `already_member`. */
    addMember: (id: string, member: AddMember): Promise<Member> =>
      send('POST', `${sessionPath(id)}/members`, Member, member),
    /** Rejects with `last_owner` where nobody would own the session. */
    changeMember: (id: string, userId: string, role: Role): Promise<Member> =>
      send('PUT', memberPath(id, userId), Member, { role }),
    removeMember: (id: string, userId: string): Promise<void> => drop(memberPath(id, userId)),
  };
}

function sessionPath(idOrSlug: string): string {
  return `/api/sessions/${encodeURIComponent(idOrSlug)}`;
}

function memberPath(id: string, userId: string): string {
  return `${sessionPath(id)}/members/${encodeURIComponent(userId)}`;
}
