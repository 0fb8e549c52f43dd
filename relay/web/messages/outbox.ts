import {
  backoffMs,
  imageClient,
  messageClient,
  randomId,
  type UserCall,
} from '@picture-live/shared/client';
import { isErrorCode, PictureLiveError } from '@picture-live/shared/errors';
import type { Message } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { keepIn, keptIn, outboxNameOf } from '../gallery/page/kept.ts';
import { createStore, type Readable } from '../gallery/page/store.ts';
import {
  nextOutbox,
  nextToSend,
  type OutboxFact,
  type OutboxState,
  type Outgoing,
} from './state/outbox-state.ts';
import { forTheWay } from './for-the-way.ts';

/** What somebody writes. */
export interface Draft {
  text: string;
  photoId?: string | undefined;
  picture?: File | undefined;
  /** To everybody, by a member. */
  announcement?: boolean;
}

/** Messages on their way: they survive a dead spot, and those of text alone also a reload. */
export interface Outbox {
  state: Readable<OutboxState>;
  write: (draft: Draft) => void;
  retry: (id: string) => void;
  discard: (id: string) => void;
  /** The network is back. */
  wake: () => void;
}

export interface OutboxParts {
  call: UserCall;
  sessionId: string;
  /** Of a guest; undefined for whoever has an account. */
  name: () => string | undefined;
  /** The relay has it. */
  onSent: (message: Message) => void;
}

const Kept = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    photoId: z.optional(z.string()),
    announcement: z.optional(z.boolean()),
    at: z.number(),
  }),
);
const RETRY = { firstMs: 1_500, capMs: 30_000 };

export function startOutbox({ call, sessionId, name, onSent }: OutboxParts): Outbox {
  const [messages, images] = [messageClient(call), imageClient(call)];
  const keptAs = outboxNameOf(sessionId);
  const kept = (keptIn(keptAs, Kept) ?? []).map((one) => ({ ...one, state: 'waiting' as const }));
  const state = createStore<OutboxState, OutboxFact>(kept, nextOutbox);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(fact: OutboxFact): void {
    if (fact.kind === 'sent' || fact.kind === 'discarded') forgetPreview(fact.id);
    state.take(fact);
    // A picture lasts as long as the page does: browsers give it no other place.
    const texts = state.get().filter(({ picture }) => picture === undefined);
    keepIn(
      keptAs,
      texts.map(({ id, text, photoId, announcement, at }) => ({
        id,
        text,
        photoId,
        announcement,
        at,
      })),
    );
  }

  function forgetPreview(id: string): void {
    const picture = state.get().find((one) => one.id === id)?.picture;
    if (picture !== undefined) URL.revokeObjectURL(picture.preview);
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    const next = nextToSend(state.get());
    if (next === null) return;
    const { id } = next;
    take({ kind: 'sending', id });
    try {
      const message = await messages.sendMessage(sessionId, await contentOf(next));
      failures = 0;
      onSent(message);
      take({ kind: 'sent', id });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.retry) {
        take({ kind: 'delayed', id });
        return waitABit();
      }
      // It had arrived, and was deleted since.
      if (error.code === 'message_gone') take({ kind: 'sent', id });
      else take({ kind: 'failed', id, failure: error.code });
    }
    return send();
  }

  async function contentOf({ id, text, photoId, announcement, picture, imageId }: Outgoing) {
    const image = picture === undefined ? undefined : (imageId ?? (await bring(id, picture.file)));
    const called = name();
    return {
      id,
      text,
      ...(photoId !== undefined && { photoId }),
      ...(announcement === true && { announcement }),
      ...(image !== undefined && { imageId: image }),
      ...(called !== undefined && { name: called }),
    };
  }

  async function bring(id: string, file: File): Promise<string> {
    const content = await forTheWay(file);
    const outcome = await images.uploadImage(sessionId, { name: file.name, content });
    if (!outcome.ok) {
      const { code, message } = outcome.error;
      throw new PictureLiveError(isErrorCode(code) ? code : 'internal', message);
    }
    take({ kind: 'uploaded', id, imageId: outcome.image.id });
    return outcome.image.id;
  }

  function waitABit(): void {
    failures += 1;
    timer = setTimeout(() => void send(), backoffMs(RETRY, failures, Math.random()));
  }

  void send();
  return {
    state,
    write({ text, photoId, picture, announcement }) {
      const preview = picture === undefined ? undefined : URL.createObjectURL(picture);
      const message: Outgoing = {
        id: randomId(),
        text,
        photoId,
        announcement,
        ...(picture !== undefined &&
          preview !== undefined && { picture: { file: picture, preview } }),
        at: Date.now(),
        state: 'waiting',
      };
      take({ kind: 'written', message });
      void send();
    },
    retry(id) {
      take({ kind: 'retried', id });
      void send();
    },
    discard: (id) => take({ kind: 'discarded', id }),
    wake: () => void send(),
  };
}
