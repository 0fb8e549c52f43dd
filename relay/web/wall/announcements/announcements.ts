import type { Message, MessageEvent } from '@picture-live/shared/protocol';

/** What is announced on the wall; the first one is shown. */
export type Announcements = readonly Message[];

/** What was said longer ago, while the wall had no network, is no news any more. */
const NEWS_MS = 10 * 60_000;
/** More at once nobody reads; the newest stay. */
const MAX_WAITING = 3;
/** Long enough to look up and read it: an eighth of a second for each letter. */
const LEAST_MS = 12_000;
const MOST_MS = 45_000;
const LETTER_MS = 125;

/** @param now on the relay's clock, epoch milliseconds. */
export function nextAnnouncements(
  before: Announcements,
  event: MessageEvent,
  now: number,
): Announcements {
  if (event.type === 'message_removed') return without(before, event.messageId);
  const { message } = event;
  if (message.announcement !== true || message.hidden === true) return without(before, message.id);
  if (before.some(({ id }) => id === message.id)) {
    return before.map((one) => (one.id === message.id ? message : one));
  }
  const isNews = event.type === 'new_message' && now - message.createdAt < NEWS_MS;
  return isNews && message.text !== '' ? [...before, message].slice(-MAX_WAITING) : before;
}

function without(before: Announcements, messageId: string): Announcements {
  const others = before.filter(({ id }) => id !== messageId);
  return others.length === before.length ? before : others;
}

/** How long it is shown, in milliseconds. */
export function readingMs({ text }: Message): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, text.length * LETTER_MS));
}
