import { PictureLiveError } from '@picture-live/shared/errors';
import type {
  ChangeMessage,
  Message,
  MessagePage,
  MessagesRead,
} from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { findMessages, listMessages } from '../../repositories/messages.ts';
import { findReadSeq, saveReadSeq } from '../../repositories/messages-read.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { Authorized } from '../access/authorize.ts';
import { isTeam, mayAs } from '../access/policy.ts';
import { changeMessage, edit, noSuchMessage, remove } from './change.ts';
import { takeMessage } from './limits.ts';
import type { MessageLimits } from './limits.ts';
import { senderIdOf, viewMessage } from './message-view.ts';
import { publishNews } from './news.ts';
import { findSent, sendActionOf, sendWithin } from './send.ts';
import type { SentMessage, WantedMessage } from './send.ts';
import { senderOf, writerNameOf } from './sender.ts';

export interface MessageDeps {
  db: Db;
  fanOut: FanOut;
  limits: MessageLimits;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Which of a session's messages, from where, and how many. */
export interface MessagesWanted {
  order: 'newest' | 'oldest';
  /** The `nextCursor` of the page before. */
  after: string | null;
  limit: number;
  /** Only what members tell everybody. */
  announcements: boolean;
  /** Only those about this photo; null for all. */
  photoId: string | null;
  /** For members and laptops. */
  includeHidden: boolean;
}

export type MessageService = ReturnType<typeof messageService>;

/** What people write to each other in a session. Every call also throws as `authorize` does. */
export function messageService(deps: MessageDeps) {
  const { db, fanOut, limits } = deps;
  const access = accessService(deps);

  /** @throws PictureLiveError `invalid_request` for a cursor not ours. */
  async function list(
    actor: Actor,
    idOrSlug: string,
    { order, after, limit, announcements, photoId, includeHidden }: MessagesWanted,
  ): Promise<MessagePage> {
    const action = includeHidden ? 'moderate_messages' : 'read_messages';
    const known = await access.authorize(actor, action, idOrSlug);
    const { id: sessionId } = known.session;
    const found = await listMessages(db, sessionId, {
      order,
      after: after === null ? null : readCursor(after),
      limit: limit + 1,
      withHidden: includeHidden,
      announcementsOnly: announcements || !readsComments(known),
      photoId,
    });
    const messages = found.slice(0, limit).map(viewMessage);
    const last = found.length > limit ? messages.at(-1) : undefined;
    const name = known.actor.kind === 'anonymous' ? null : writerNameOf(known.actor);
    return {
      messages,
      nextCursor: last === undefined ? null : makeCursor(last.seq),
      me: name === null ? null : senderIdOf(sessionId, name),
      readSeq: name === null ? 0 : await findReadSeq(db, sessionId, name),
    };
  }

  /**
   * Sends a message once, however often it is asked for; `isNew` says whether by this call.
   *
   * @throws PictureLiveError as `sendWithin` does; `rate_limited` with `retryAfter`.
   */
  async function send(
    actor: Actor,
    idOrSlug: string,
    wanted: WantedMessage,
  ): Promise<{ message: Message; isNew: boolean }> {
    const known = await access.authorize(actor, sendActionOf(wanted), idOrSlug);
    const by = writerOf(known);
    const earlier = await findSent(db, by.sessionId, by.name, wanted.id);
    // Whoever tries again is not slowed down for it.
    if (earlier !== null) return { message: viewMessage(earlier), isNew: false };
    await takeMessage(limits, by);
    const at = { actor, sessionId: by.sessionId, now: deps.now };
    const { stored, news } = await db
      .transaction()
      .execute((trx): Promise<SentMessage> => sendWithin(trx, at, wanted));
    if (news !== null) publishNews(fanOut, news);
    return { message: viewMessage(stored), isNew: news !== null };
  }

  /** @throws PictureLiveError as `changeMessage` and `edit` do. */
  async function change(
    actor: Actor,
    id: string,
    wanted: z.output<typeof ChangeMessage>,
  ): Promise<Message> {
    const news = await changeMessage(deps, { actor, id }, edit(wanted));
    if (news !== null) publishNews(fanOut, news);
    const [stored] = await findMessages(db, [id]);
    if (stored === undefined) throw noSuchMessage();
    return viewMessage(stored);
  }

  /** @throws PictureLiveError as `changeMessage` does. */
  async function take(actor: Actor, id: string): Promise<void> {
    const news = await changeMessage(deps, { actor, id }, remove);
    if (news !== null) publishNews(fanOut, news);
  }

  /** Somebody has read up to `seq`; all their devices hear of it. */
  async function read(actor: Actor, idOrSlug: string, seq: number): Promise<MessagesRead> {
    const known = await access.authorize(actor, 'read_messages', idOrSlug);
    const { id: sessionId, last_seq: lastSeq } = known.session;
    const name = writerNameOf(known.actor);
    // Nobody has read the future.
    const upTo = { sessionId, seq: Math.min(seq, lastSeq) };
    if (await saveReadSeq(db, sessionId, name, upTo.seq)) {
      fanOut.publish({ kind: 'messages_read', name, read: upTo });
      return upTo;
    }
    return { sessionId, seq: await findReadSeq(db, sessionId, name) };
  }

  /** Somebody types; the others hear of it now and then, and nothing is kept. */
  async function type(actor: Actor, sessionId: string, name: string | undefined): Promise<void> {
    const known = await access.authorize(actor, 'send_message', sessionId);
    const by = writerOf(known);
    if (!limits.takeTyping(by)) return;
    const sender = await senderOf(db, known, name);
    if (sender === null) return;
    const visitors = known.facts.switches.comments;
    fanOut.publish({ kind: 'typing', name: by.name, typing: { sessionId, sender }, visitors });
  }

  return { list, send, change, remove: take, read, type };
}

function readsComments({ standing, facts }: Authorized): boolean {
  return mayAs(standing, 'read_comments', facts.switches);
}

function writerOf({ actor, session, standing }: Authorized) {
  return { sessionId: session.id, name: writerNameOf(actor), team: isTeam(standing) };
}

/** Opaque to clients, as that of photos. */
function makeCursor(seq: number): string {
  return Buffer.from(`message:${seq}`).toString('base64url');
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const seq = /^message:(\d{1,15})$/.exec(text)?.[1];
  if (seq === undefined) {
    throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
  }
  return Number(seq);
}
