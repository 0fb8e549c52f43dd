import { messageClient } from '@picture-live/shared/client';
import type { FeedEvent, Message, MessagesRead } from '@picture-live/shared/protocol';
import type { BridgeHandlers } from '../../bridge/contract.ts';
import type { ListedMessage, MESSAGE_CALLS, MessagesStatus } from '../../bridge/message-calls.ts';
import type { Way } from '../deliver/way.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { followMessages } from './follow.ts';
import { messagePictures } from './pictures.ts';

/** What a connection tells of the session's messages. */
export interface MessageEars {
  /** The room was joined. */
  joined: () => void;
  heard: (event: FeedEvent) => void;
  unclear: () => void;
  readElsewhere: (read: MessagesRead) => void;
  /** An announcement has arrived, or was taken away. */
  told: (message: Message) => void;
}

export interface MessagesParts {
  way: Way;
  sessionId: string;
  ledger: Ledger;
  patiently: DiskPatience;
  /** Something waits for the relay. */
  pump: () => void;
  onChange: () => void;
  onError: (error: unknown, what: string) => void;
  signal: AbortSignal;
}

/** What people write in the session, as this laptop sees, moderates and announces it. */
export function createMessages(parts: MessagesParts) {
  const { sessionId, ledger, patiently, onChange, signal } = parts;
  const { client, line } = parts.way;
  const followed = followMessages({
    client: messageClient(client.call),
    sessionId,
    random: Math.random,
    onChange,
    onError: (error) => parts.onError(error, 'following the messages'),
    signal,
  });

  /** With what only this laptop knows of it. */
  function listed(message: Message): ListedMessage {
    const own = message.sender.id === followed.inbox().me;
    const shot = message.photoId === undefined ? null : shotOf(message.photoId);
    return { ...message, own, ...(shot && { shot }) };
  }

  function shotOf(photoId: string): NonNullable<ListedMessage['shot']> | null {
    const shotId = ledger.to(sessionId).outbox.shotOf(photoId);
    const shot = shotId === undefined ? null : ledger.views.shot(shotId);
    return shot && { id: shot.id, name: shot.name, revision: shot.revision };
  }

  const handlers: Pick<BridgeHandlers, keyof typeof MESSAGE_CALLS> = {
    async listMessages() {
      const { messages, more, readSeq } = followed.inbox();
      const waiting = ledger.announcements.list();
      const { heard } = followed.status();
      return { heard, messages: messages.map(listed), more, readSeq, waiting };
    },
    async readMessages({ seq }) {
      await followed.read(seq);
      return null;
    },
    async hideMessage({ id, hidden }) {
      await followed.hide(id, hidden);
      return null;
    },
    async announce({ text }) {
      const { id } = await patiently(() => ledger.announcements.write(text));
      onChange();
      parts.pump();
      return { id };
    },
    async takeBackAnnouncement({ id }) {
      const text = await patiently(() => ledger.announcements.takenBack(id));
      onChange();
      parts.pump();
      return { text };
    },
  };

  return {
    handlers,
    ears: {
      joined: followed.joined,
      heard: (event) => followed.heard(event),
      unclear: followed.unclear,
      readElsewhere: ({ seq }) => followed.readElsewhere(seq),
      told: followed.known,
    } satisfies MessageEars,
    media: messagePictures({
      baseUrl: client.baseUrl,
      messages: () => followed.inbox().messages,
      fetch: line.fetch,
      signal,
    }),
    status(): MessagesStatus {
      const waiting = ledger.announcements.list();
      const refused = waiting.filter(({ reason }) => reason !== null).length;
      const { unread, version } = followed.status();
      return { unread, version, waiting: waiting.length - refused, refused };
    },
    /** After the signal. */
    stopped: followed.stopped,
  };
}

export type Messages = ReturnType<typeof createMessages>;
