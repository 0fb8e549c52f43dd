import type { Session } from '@picture-live/shared/protocol';

/** `archived`: its time is over for guests, members see all of it. `bin`: deleted, can be restored. */
export type SessionState = 'active' | 'archived' | 'bin';

/** @param now epoch milliseconds */
export function stateOf({ mine, expiresAt = null }: Session, now: number): SessionState {
  if (mine?.deletedAt !== undefined && mine.deletedAt !== null) return 'bin';
  return expiresAt !== null && expiresAt <= now ? 'archived' : 'active';
}

/** The sessions in a state whose title has all the words of a search, in their order. */
export function choose(
  sessions: readonly Session[],
  { state, search, now }: { state: SessionState; search: string; now: number },
): Session[] {
  const wanted = search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return sessions.filter((session) => {
    const title = session.title.toLocaleLowerCase();
    return stateOf(session, now) === state && wanted.every((word) => title.includes(word));
  });
}
