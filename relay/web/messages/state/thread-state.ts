import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, Message, MessagePage, Sender } from '@picture-live/shared/protocol';

/** What people write to each other, in a session or about one photo of it. */
export interface ThreadState {
  /** Only messages about this photo; null for all of the session. */
  readonly photoId: string | null;
  /** The oldest first. */
  readonly messages: readonly Message[];
  /** Where the relay goes on with older ones; null once all are here. */
  readonly cursor: string | null;
  readonly paging: 'loading' | 'idle' | 'failed';
  /** Whether a first page has come. */
  readonly isOpen: boolean;
  /** The `sender.id` of whoever reads; null while they have no name here. */
  readonly me: string | null;
  /** As it was when the thread was opened: what is newer stands below a line. */
  readonly readSeq: number;
  /** Taken away while this was open: an answer that was on its way must not return them. */
  readonly removed: ReadonlySet<string>;
  /** Photos that went, with messages about them: those come back with the photo. */
  readonly awayPhotos: ReadonlySet<string>;
  readonly typing: ReadonlyMap<string, Sender>;
}

export type ThreadFact =
  | { kind: 'asked' }
  | { kind: 'arrived'; page: MessagePage }
  /** Messages that are not the next page: changed, sent, or back with their photo. */
  | { kind: 'told'; messages: readonly Message[]; me?: string | null }
  | { kind: 'failed' }
  | { kind: 'events'; events: readonly FeedEvent[] }
  | { kind: 'types'; sender: Sender }
  | { kind: 'typed'; senderId: string };

export function openThread(photoId: string | null): ThreadState {
  return {
    photoId,
    messages: [],
    cursor: null,
    paging: 'idle',
    isOpen: false,
    me: null,
    readSeq: 0,
    removed: new Set(),
    awayPhotos: new Set(),
    typing: new Map(),
  };
}

export function nextThread(state: ThreadState, fact: ThreadFact): ThreadState {
  switch (fact.kind) {
    case 'asked':
      return { ...state, paging: 'loading' };
    case 'arrived':
      return onPage(state, fact.page);
    case 'told':
      return { ...withMessages(state, fact.messages), me: fact.me ?? state.me };
    case 'failed':
      return { ...state, paging: 'failed' };
    case 'events':
      return fact.events.reduce(onEvent, state);
    case 'types':
      if (fact.sender.id === state.me) return state;
      return { ...state, typing: new Map(state.typing).set(fact.sender.id, fact.sender) };
    case 'typed':
      return withoutTyping(state, fact.senderId);
    default:
      return assertNever(fact);
  }
}

/** Photos whose messages have to be asked for again: they are back. */
export function returning(
  { awayPhotos }: ThreadState,
  events: readonly FeedEvent[],
): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'new_photo' && awayPhotos.has(event.photo.id) ? [event.photo.id] : [],
  );
}

function onPage(state: ThreadState, page: MessagePage): ThreadState {
  return {
    ...withMessages(state, page.messages),
    cursor: page.nextCursor,
    paging: 'idle',
    isOpen: true,
    me: page.me ?? state.me,
    readSeq: state.isOpen ? state.readSeq : page.readSeq,
  };
}

function onEvent(state: ThreadState, event: FeedEvent): ThreadState {
  switch (event.type) {
    case 'new_message':
      return onNew(state, event.message);
    case 'message_updated':
      return withMessages(state, [event.message]);
    case 'message_removed': {
      const messages = state.messages.filter(({ id }) => id !== event.messageId);
      return { ...state, messages, removed: new Set(state.removed).add(event.messageId) };
    }
    case 'photo_removed':
      return onPhotoGone(state, event.photoId);
    case 'new_photo': {
      const awayPhotos = new Set(state.awayPhotos);
      return awayPhotos.delete(event.photo.id) ? { ...state, awayPhotos } : state;
    }
    case 'photo_status_updated':
    case 'session_updated':
      return state;
    default:
      return assertNever(event);
  }
}

/** New, or shown again. */
function onNew(state: ThreadState, message: Message): ThreadState {
  const removed = new Set(state.removed);
  removed.delete(message.id);
  return withoutTyping(withMessages({ ...state, removed }, [message]), message.sender.id);
}

function onPhotoGone(state: ThreadState, photoId: string): ThreadState {
  const messages = state.messages.filter((message) => message.photoId !== photoId);
  if (messages.length === state.messages.length) return state;
  return { ...state, messages, awayPhotos: new Set(state.awayPhotos).add(photoId) };
}

function withMessages(state: ThreadState, told: readonly Message[]): ThreadState {
  const messages = new Map(state.messages.map((message) => [message.id, message]));
  for (const message of told) {
    const isOurs = state.photoId === null || message.photoId === state.photoId;
    if (!isOurs || state.removed.has(message.id)) continue;
    messages.set(message.id, newerOf(messages.get(message.id), message));
  }
  return { ...state, messages: [...messages.values()].toSorted((a, b) => a.seq - b.seq) };
}

/** Answers and events overtake each other: never back to an older text. */
function newerOf(known: Message | undefined, told: Message): Message {
  return known !== undefined && (known.editedAt ?? 0) > (told.editedAt ?? 0) ? known : told;
}

function withoutTyping(state: ThreadState, senderId: string): ThreadState {
  if (!state.typing.has(senderId)) return state;
  const typing = new Map(state.typing);
  typing.delete(senderId);
  return { ...state, typing };
}
