import { PictureLiveError } from '@picture-live/shared/errors';
import type { Ack } from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import { toPictureLiveError } from '../errors/to-picture-live-error.ts';
import { isCallback } from './callback.ts';

/** What failed although the client did nothing wrong. */
export interface AnswerDeps {
  onFailure: (error: unknown) => void;
}

/** What a client sent, if it is what it has to be. @throws PictureLiveError `invalid_request`. */
export function parse<T extends z.ZodMiniType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new PictureLiveError('invalid_request');
  return parsed.data;
}

/** Runs a call and acknowledges it; without a callback to answer, nothing is done. */
export async function answer<T>(
  ack: unknown,
  deps: AnswerDeps,
  call: () => Promise<T>,
): Promise<void> {
  if (!isCallback(ack)) return;
  try {
    const reply: Ack<T> = { ok: true, value: await call() };
    ack(reply);
  } catch (thrown) {
    const { code, message, status } = toPictureLiveError(thrown);
    if (status >= 500) deps.onFailure(thrown);
    const reply: Ack<T> = { ok: false, error: { code, message } };
    ack(reply);
  }
}
