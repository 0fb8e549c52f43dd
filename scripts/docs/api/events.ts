import type * as protocol from '@picture-live/shared/protocol';
import type { ClientToServerEvents, ServerToClientEvents } from '@picture-live/shared/protocol';
import { CALLERS } from '../../../relay/src/matrix/callers.ts';
import type { Caller } from '../../../relay/src/matrix/callers.ts';
import { HEARD } from '../../../relay/src/matrix/socket-expected.ts';

/** A schema of the protocol, by its name there. */
type SchemaName = Extract<keyof typeof protocol, string>;

export interface SentEvent {
  /** Null where nothing is sent along. */
  payload: SchemaName | null;
  /** What the acknowledgement has as its value; null for none at all. */
  answer: SchemaName | 'null' | 'a number' | null;
  when: string;
}

/** A new event without a line here does not compile. */
export const SENT: Record<keyof ClientToServerEvents, SentEvent> = {
  join_session: {
    payload: 'JoinSession',
    answer: 'Joined',
    when: 'First of all, and again after each reconnect; joining again with a fresh token keeps the seat when the old one runs out.',
  },
  leave_session: {
    payload: 'LeaveSession',
    answer: 'null',
    when: 'When the session is looked at no more. Closing the socket does the same.',
  },
  painted: {
    payload: 'Painted',
    answer: null,
    when: 'A photo has just been painted on this screen. Report only the share of photos that `paintShare` says. The first report of each photo is passed on to its laptop.',
  },
  photo_gone: {
    payload: 'PhotoGone',
    answer: null,
    when: 'After pictures that were taken back or replaced have left this screen, and a frame without them has been painted.',
  },
  seen: {
    payload: 'Seen',
    answer: null,
    when: 'Once when the gallery is opened, and when photos are opened in the viewer, gathered over two seconds.',
  },
  send_message: {
    payload: 'SendMessageEvent',
    answer: 'Message',
    when: 'Somebody writes. Sending the same `id` again makes no second message.',
  },
  typing: {
    payload: 'StartTyping',
    answer: null,
    when: 'While somebody types, every 2.5 s at most; others show it for 6 s.',
  },
  clock: {
    payload: null,
    answer: 'a number',
    when: 'To learn the difference of the clocks: the answer is the relay’s, in milliseconds since 1970, as a bare number.',
  },
};

export interface HeardEvent {
  payload: SchemaName;
  when: string;
}

export const HEARD_WHEN: Record<keyof ServerToClientEvents, HeardEvent> = {
  new_photo: { payload: 'FeedEvent', when: 'A photo has been published, or has come back.' },
  photo_status_updated: {
    payload: 'FeedEvent',
    when: 'A photo has a new version, its large rendition has come, or what is said of it has changed.',
  },
  photo_removed: {
    payload: 'FeedEvent',
    when: 'A photo was taken back, deleted or hidden: it has to leave the screen at once.',
  },
  session_updated: { payload: 'FeedEvent', when: 'Title, look, dates or switches have changed.' },
  new_message: { payload: 'FeedEvent', when: 'Somebody has written, or a message is shown again.' },
  message_updated: { payload: 'FeedEvent', when: 'A message was changed.' },
  message_removed: {
    payload: 'FeedEvent',
    when: 'A message was deleted or hidden, or is one that this reader may not read.',
  },
  typing: { payload: 'Typing', when: 'Somebody else types.' },
  messages_read: {
    payload: 'MessagesRead',
    when: 'This person has read up to here, on any of their devices.',
  },
  presence: {
    payload: 'Presence',
    when: 'The number of open pages has changed; at most once a second, less often the more there are.',
  },
  photo_painted: { payload: 'PhotoPainted', when: 'The first guest’s screen shows a photo.' },
  upload_progress: {
    payload: 'UploadProgress',
    when: 'A step of an upload that this person has begun with an `uploadId`.',
  },
  removal_progress: {
    payload: 'RemovalProgress',
    when: 'A photo that was taken back has left further screens; at most five times a second from each relay.',
  },
  takedown_requested: {
    payload: 'TakedownNews',
    when: 'Somebody asks for a photo to be removed.',
  },
  takedown_decided: { payload: 'TakedownNews', when: 'An owner has decided about it.' },
};

const ALL = new Set<Caller>(CALLERS);

/** Who is told of an event, by the table that the tests prove. */
export function whoHears(event: keyof ServerToClientEvents): string {
  const heard = HEARD[event];
  if (heard.length === ALL.size) return 'everybody who has joined';
  if (heard.length === ALL.size - 1) return 'everybody else who has joined';
  const hasDevice = heard.includes('device');
  if (heard.includes('owner')) return hasDevice ? 'members, and laptops that deliver' : 'members';
  return hasDevice ? 'laptops that deliver' : 'the person that it is about';
}
