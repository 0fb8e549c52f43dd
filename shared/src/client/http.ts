import { ErrorBody } from '../protocol/index.ts';
import { ERRORS, isErrorCode, PictureLiveError, type ErrorCode } from '../errors/index.ts';
import * as z from 'zod/mini';

/** One HTTP call to the relay. */
export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under the relay's address, with its query. */
  path: string;
  /** What a good reply looks like; one without content (204) counts as null. */
  reply: z.ZodMiniType<T>;
  body?: {
    type: string;
    content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
  };
  /** The whole call, body and reply included. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface HttpSettings {
  baseUrl: string;
  /** Sent as bearer token. */
  token: string | undefined;
  fetch: typeof globalThis.fetch;
}

/** The body of a call that sends JSON. */
export function json(value: unknown): { type: string; content: string } {
  return { type: 'application/json', content: JSON.stringify(value) };
}

export function queryOf(query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.toString();
}

/**
 * Makes a call and parses its reply.
 *
 * @throws PictureLiveError with the relay's code; `relay_unreachable` when no relay answered
 *   (network, timeout, something else in between), with the cause; the reason of `signal` is its
 *   cause when that ended the call.
 */
export async function send<T>(call: Call<T>, settings: HttpSettings): Promise<T> {
  return replyOf(call.reply, await exchange(call, settings), `${call.method} ${call.path}`);
}

/**
 * What the relay has answered, parsed.
 *
 * @param question method and path, for the message.
 * @throws PictureLiveError with the relay's code, or that something else has answered.
 */
export function replyOf<T>(
  reply: z.ZodMiniType<T>,
  { status, text }: Exchanged,
  question: string,
): T {
  const content = status === 204 ? null : parseJson(text);
  if (status < 200 || status > 299) throw failureOf(status, content);
  if (content === undefined) throw notTheRelay(status);
  const parsed = z.safeParse(reply, content);
  if (parsed.success) return parsed.data;
  throw new PictureLiveError('internal', `The relay’s answer to ${question} is not understood.`, {
    cause: parsed.error,
  });
}

/** Status and body of an answer. */
interface Exchanged {
  status: number;
  text: string;
}

async function exchange<T>(call: Call<T>, settings: HttpSettings): Promise<Exchanged> {
  // Not AbortSignal.any: listeners on a signal that lives as long as the program have to go again.
  const controller = new AbortController();
  const { signal, timeoutMs } = call;
  const onAbort = () => controller.abort(signal?.reason);
  const timer = setTimeout(
    () => controller.abort(new Error(`No answer within ${timeoutMs} ms.`)),
    timeoutMs,
  );
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  try {
    const response = await settings.fetch(new URL(call.path, settings.baseUrl), {
      method: call.method,
      headers: headersOf(call, settings.token),
      ...(call.body && { body: call.body.content }),
      // https://fetch.spec.whatwg.org/#ref-for-dom-requestinit-duplex
      ...(call.body?.content instanceof ReadableStream && { duplex: 'half' }),
      // Token and photos go to the relay that was named and nowhere else.
      redirect: 'error',
      signal: controller.signal,
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new PictureLiveError('relay_unreachable', ERRORS.relay_unreachable.message, {
      cause: controller.signal.aborted ? controller.signal.reason : error,
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function headersOf<T>({ body }: Call<T>, token: string | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body && { 'content-type': body.type }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

/** `undefined` where it is not JSON, which no reply of the relay is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A captive portal or a proxy speaks HTML.
    return undefined;
  }
}

function failureOf(status: number, content: unknown): PictureLiveError {
  const parsed = z.safeParse(ErrorBody, content);
  if (!parsed.success) return notTheRelay(status);
  const { code, message, details } = parsed.data.error;
  return new PictureLiveError(isErrorCode(code) ? code : codeOfStatus(status), message, {
    details,
  });
}

/** For a relay newer than this table. */
function codeOfStatus(status: number): ErrorCode {
  if (status === ERRORS.unauthorized.status) return 'unauthorized';
  if (status === ERRORS.forbidden.status) return 'forbidden';
  if (status === ERRORS.not_found.status) return 'not_found';
  if (status === ERRORS.rate_limited.status) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'invalid_request';
}

/**
 * Something on the way answered: what it says about a photo must never be taken for the relay's
 * final word, so these can be retried, but for a proxy's limit on size.
 */
function notTheRelay(status: number): PictureLiveError {
  if (status === ERRORS.blob_too_large.status) return new PictureLiveError('blob_too_large');
  if (status === ERRORS.rate_limited.status) return new PictureLiveError('rate_limited');
  if (status >= 500) return new PictureLiveError('unavailable');
  return new PictureLiveError(
    'relay_unreachable',
    `Something other than the relay answered (${status}). Is a sign-in page of the network in the way?`,
  );
}
