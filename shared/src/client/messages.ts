import * as z from 'zod/mini';
import {
  Message,
  MessagePage,
  MessagesRead,
  type ChangeMessage,
  type SendMessage,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { json, queryOf } from './http.ts';

/** Which of a session's messages; `after` is the `nextCursor` of the page before. */
export interface MessagesQuery {
  /** `newest` first unless said. */
  order?: 'newest' | 'oldest';
  after?: string;
  limit?: number;
  /** Only what members tell everybody. */
  announcements?: boolean;
  /** Only those about this photo. */
  photoId?: string;
  /** For members. */
  includeHidden?: boolean;
}

/** What people write in a session. @param call `createAuth(…).call` or that of a guest. */
export function messageClient(call: UserCall) {
  return {
    messages: (
      sessionId: string,
      { announcements, includeHidden, ...query }: MessagesQuery = {},
    ): Promise<MessagePage> => {
      const search = queryOf({
        ...query,
        announcements: announcements?.toString(),
        includeHidden: includeHidden?.toString(),
      });
      const path = `${messagesPath(sessionId)}?${search}`;
      return call({ method: 'GET', path, reply: MessagePage });
    },
    /** With an `id` of the caller's making, so that it may be sent again when no reply came. */
    sendMessage: (sessionId: string, message: SendMessage): Promise<Message> =>
      call({
        method: 'POST',
        path: messagesPath(sessionId),
        reply: Message,
        body: json(message),
      }),
    /** Rejects with `message_too_old` or `message_gone`. */
    editMessage: (id: string, text: string): Promise<Message> => change(call, id, { text }),
    /** Out of everybody's sight but the members', or back. */
    hideMessage: (id: string, hidden: boolean): Promise<Message> => change(call, id, { hidden }),
    async deleteMessage(id: string): Promise<void> {
      await call({ method: 'DELETE', path: messagePath(id), reply: z.unknown() });
    },
    /** Everything up to the message of this `seq` has been read; resolves with how far that is. */
    markMessagesRead: async (sessionId: string, seq: number): Promise<number> => {
      const path = `${messagesPath(sessionId)}/read`;
      const body = json({ seq });
      return (await call({ method: 'PUT', path, reply: MessagesRead, body })).seq;
    },
  };
}

function change(call: UserCall, id: string, wanted: ChangeMessage): Promise<Message> {
  return call({ method: 'PUT', path: messagePath(id), reply: Message, body: json(wanted) });
}

function messagesPath(sessionId: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/messages`;
}

function messagePath(id: string): string {
  return `/api/messages/${encodeURIComponent(id)}`;
}
