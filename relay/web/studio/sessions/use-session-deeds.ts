import type { Session } from '@picture-live/shared/protocol';
import { useLive, useSessions } from '@picture-live/shared/hooks/preact';
import { PictureLiveError } from '@picture-live/shared/errors';
import { sayUndoable } from '../../components/toast.tsx';
import { formatMoment } from '../words/formats.ts';
import { sayProblem } from '../words/problem.ts';
import { sessionsWords as words } from './words.ts';

/** What is done to whole sessions; each can be taken back. */
export interface SessionDeeds {
  /** Ends it for guests now; members keep seeing all of it. */
  archive: () => Promise<void>;
  reopen: () => Promise<void>;
  /** Into the bin. */
  remove: () => Promise<void>;
  restore: () => Promise<void>;
  /** The relay neither archives nor deletes it by itself any more. */
  keep: () => Promise<void>;
  letGo: () => Promise<void>;
}

export function useSessionDeeds(session: Session): SessionDeeds {
  const { id, title, expiresAt = null } = session;
  const live = useLive();
  const { change, remove, restore } = useSessions();

  /** An open page of the session is told before the relay tells it. */
  async function endAt(at: number | null, was: number | null): Promise<void> {
    live.session(id).take(await change(id, { expiresAt: at, was: { expiresAt: was } }));
  }
  async function keepIt(kept: boolean): Promise<void> {
    live.session(id).take(await change(id, { kept }));
  }
  async function bringBack(): Promise<void> {
    live.session(id).take(await restore(id));
  }

  return {
    archive: () => {
      const end = Date.now();
      return attempt(
        () => endAt(end, expiresAt),
        () =>
          sayUndoable(words.archiveSaid(title), () => void attempt(() => endAt(expiresAt, end))),
      );
    },
    reopen: () =>
      attempt(
        () => endAt(null, expiresAt),
        () =>
          sayUndoable(words.reopenSaid(title), () => void attempt(() => endAt(expiresAt, null))),
      ),
    remove: () =>
      attempt(
        () => remove(id),
        () => {
          const gone = live.sessions.get().sessions.find((one) => one.id === id);
          const until = formatMoment(gone?.mine?.restorableUntil ?? Date.now());
          sayUndoable(words.removeSaid(title, until), () => void attempt(bringBack));
        },
      ),
    restore: () =>
      attempt(bringBack, () =>
        sayUndoable(words.restoreSaid(title), () => void attempt(() => remove(id))),
      ),
    keep: () =>
      attempt(
        () => keepIt(true),
        () => sayUndoable(words.keepSaid(title), () => void attempt(() => keepIt(false))),
      ),
    letGo: () =>
      attempt(
        () => keepIt(false),
        () => sayUndoable(words.letGoSaid(title), () => void attempt(() => keepIt(true))),
      ),
  };
}

/** What it says where it went well; what was taken back is seen, and needs no words. */
async function attempt(work: () => Promise<unknown>, said?: () => void): Promise<void> {
  try {
    await work();
    said?.();
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    sayProblem(error);
  }
}
