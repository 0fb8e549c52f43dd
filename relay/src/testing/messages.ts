import { Message, MessagePage } from '@picture-live/shared/protocol';
import type { SendMessage } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import type { TestCaller } from './accounts.ts';

/** A message of somebody, sent over HTTP; throws unless it was. */
export async function sendMessage(
  who: TestCaller,
  sessionId: string,
  wanted: Partial<SendMessage> = {},
): Promise<Message> {
  const reply = await trySending(who, sessionId, wanted);
  return Message.parse(await reply.json());
}

export async function trySending(
  who: TestCaller,
  sessionId: string,
  wanted: object = {},
): Promise<Response> {
  const message = { id: uuid(), text: 'Hello', name: 'Li', ...wanted };
  return who.call('POST', `/api/sessions/${sessionId}/messages`, message);
}

/** @param query such as `?limit=2`. */
export async function readMessages(
  who: TestCaller,
  sessionId: string,
  query = '',
): Promise<MessagePage> {
  const reply = await who.call('GET', `/api/sessions/${sessionId}/messages${query}`);
  return MessagePage.parse(await reply.json());
}

/** What somebody reads, newest first. */
export async function textsOf(who: TestCaller, sessionId: string, query = ''): Promise<string[]> {
  return (await readMessages(who, sessionId, query)).messages.map((message) => message.text);
}
