import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, Message } from '@picture-live/shared/protocol';

/** What a page knows of the messages before anybody reads them. */
export interface TalkState {
  /** What was announced last, unless the guest has put it away. */
  readonly announcement: Message | null;
  /** `seq` of the newest message. */
  readonly newestSeq: number;
  /** Up to where this guest has read, on this device at least. */
  readonly readSeq: number;
  /** Announcements that the guest has put away, the newest last. */
  readonly putAway: readonly string[];
}

export type TalkFact =
  | { kind: 'event'; event: FeedEvent }
  | { kind: 'read'; seq: number }
  | { kind: 'put_away'; id: string };

/** Nobody announces more in an evening. */
const MOST_PUT_AWAY = 50;

export function openTalk(
  told: { announcement: Message | null; newestSeq: number },
  kept: { readSeq: number; putAway: readonly string[] },
): TalkState {
  const { announcement, newestSeq } = told;
  const isNews = announcement !== null && !kept.putAway.includes(announcement.id);
  return { ...kept, newestSeq, announcement: isNews ? announcement : null };
}

export function hasUnread({ newestSeq, readSeq }: TalkState): boolean {
  return newestSeq > readSeq;
}

export function nextTalk(state: TalkState, fact: TalkFact): TalkState {
  switch (fact.kind) {
    case 'event':
      return onEvent(state, fact.event);
    case 'read':
      return fact.seq > state.readSeq ? { ...state, readSeq: fact.seq } : state;
    case 'put_away':
      return {
        ...withoutAnnouncement(state, ({ id }) => id === fact.id),
        putAway: [...state.putAway.slice(1 - MOST_PUT_AWAY), fact.id],
      };
    default:
      return assertNever(fact);
  }
}

function onEvent(state: TalkState, event: FeedEvent): TalkState {
  switch (event.type) {
    case 'new_message': {
      const { message } = event;
      const newestSeq = Math.max(state.newestSeq, message.seq);
      const isNews =
        message.announcement === true &&
        message.seq > (state.announcement?.seq ?? 0) &&
        !state.putAway.includes(message.id);
      return { ...state, newestSeq, announcement: isNews ? message : state.announcement };
    }
    case 'message_updated':
      return state.announcement?.id === event.message.id
        ? { ...state, announcement: event.message }
        : state;
    case 'message_removed':
      return withoutAnnouncement(state, ({ id }) => id === event.messageId);
    case 'photo_removed':
      return withoutAnnouncement(state, ({ photoId }) => photoId === event.photoId);
    case 'new_photo':
    case 'photo_status_updated':
    case 'session_updated':
      return state;
    default:
      return assertNever(event);
  }
}

function withoutAnnouncement(state: TalkState, goes: (message: Message) => boolean): TalkState {
  const { announcement } = state;
  return announcement !== null && goes(announcement) ? { ...state, announcement: null } : state;
}
