import { backoffMs } from '@picture-live/shared/client';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import type { Message, SendMessage } from '@picture-live/shared/protocol';
import type { Link } from '../deliver/link.ts';
import { restAfterDefect } from '../deliver/rest.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { AnnouncementJob, AnnouncementOutbox } from '../ledger/announcements.ts';

const BACKOFF = { firstMs: 500, capMs: 15_000 };

export interface AnnouncingParts {
  client: {
    sendMessage: (sessionId: string, message: SendMessage) => Promise<Message>;
    hideMessage: (id: string, hidden: boolean) => Promise<Message>;
  };
  sessionId: string;
  announcements: AnnouncementOutbox;
  link: Pick<Link, 'isOnline' | 'lost'>;
  patiently: DiskPatience;
  now: () => number;
  random: () => number;
  /** The relay has it, or has taken it away. */
  onTold: (message: Message) => void;
  /** What waits has changed. */
  onChange: () => void;
  /** A failure of ours. */
  onError: (error: unknown) => void;
  signal: AbortSignal;
}

/**
 * Brings announcements to the relay, one after the other in the order in which they were written,
 * whenever it can be reached. Each carries its id, so that one whose reply was lost is none the
 * second time; one that was taken back after it had left is hidden there.
 */
export function createAnnouncing(parts: AnnouncingParts) {
  const { client, announcements, link, patiently, now, signal } = parts;
  let work: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Begins what may begin now, and sets the alarm for what may not. */
  function pump(): void {
    clearTimeout(timer);
    if (signal.aborted || work || !link.isOnline()) return;
    const next = announcements.next();
    if (!next) return;
    if (next.nextAttemptAt > now()) timer = setTimeout(pump, next.nextAttemptAt - now());
    else start(next);
  }

  function start(next: AnnouncementJob): void {
    work = attempt(next)
      .catch(async (error: unknown) => {
        if (signal.aborted) return;
        parts.onError(error);
        await restAfterDefect(signal);
      })
      .finally(() => {
        work = undefined;
        parts.onChange();
        pump();
      });
  }

  async function attempt(next: AnnouncementJob): Promise<void> {
    try {
      if (next.withdrawn) await hide(next);
      else await announce(next);
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (!signal.aborted) await patiently(() => setBack(next, error));
    }
  }

  async function announce({ id, text }: AnnouncementJob): Promise<void> {
    await patiently(() => announcements.begun(id));
    const message = await client.sendMessage(parts.sessionId, { id, text, announcement: true });
    await patiently(() => announcements.arrived(id));
    parts.onTold(message);
  }

  async function hide({ id }: AnnouncementJob): Promise<void> {
    try {
      parts.onTold(await client.hideMessage(id, true));
    } catch (error) {
      // It never arrived, or somebody has deleted it.
      if (!isCode(error, 'not_found') && !isCode(error, 'message_gone')) throw error;
    }
    await patiently(() => announcements.gone(id));
  }

  function setBack({ id, attempts, withdrawn }: AnnouncementJob, error: PictureLiveError): void {
    // Photos may go out where announcements may not: only what concerns both stops the link.
    if (isCode(error, 'relay_unreachable') || isCode(error, 'unauthorized')) link.lost(error);
    else if (!error.retry) {
      if (withdrawn) announcements.gone(id);
      else announcements.refused(id, error.message);
      return;
    }
    announcements.postponed(id, now() + backoffMs(BACKOFF, attempts + 1, parts.random()));
  }

  return {
    pump,
    /** Waits for the call under way; the signal has ended it or it ends by itself. */
    async stopped(): Promise<void> {
      clearTimeout(timer);
      await work;
    },
  };
}

export type Announcing = ReturnType<typeof createAnnouncing>;
