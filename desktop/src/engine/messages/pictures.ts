import type { Message } from '@picture-live/shared/protocol';
import type { MessagePicture } from '../../bridge/message-media.ts';

const TIMEOUT_MS = 15_000;
/** Larger than the relay ever makes one. */
const MOST_BYTES = 12 * 1024 ** 2;
/** Thumbs of a list, and a few that were looked at large. */
const KEPT_BYTES = 16 * 1024 ** 2;

export interface PicturesParts {
  /** Origin of the relay. */
  baseUrl: string;
  messages: () => readonly Message[];
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
}

/**
 * Brings the pictures of messages from the relay for the page, which may load from the engine only.
 * The newest are kept in memory, and none for a message that is not in the list any more.
 */
export function messagePictures({ baseUrl, messages, fetch, signal }: PicturesParts) {
  const kept = new Map<string, Buffer>();

  function keep(url: string, bytes: Buffer): void {
    kept.set(url, bytes);
    let total = [...kept.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of kept) {
      if (total <= KEPT_BYTES) return;
      kept.delete(oldest);
      total -= length;
    }
  }

  return async ({ imageId, size }: MessagePicture): Promise<Buffer | null> => {
    const image = messages().find((message) => message.image?.id === imageId)?.image;
    if (image === undefined) return null;
    const url = size === 'full' ? image.url : image.thumbUrl;
    const known = kept.get(url);
    if (known) return known;
    const target = new URL(url, baseUrl);
    // Nothing but the relay is asked, whatever a message says.
    if (target.origin !== new URL(baseUrl).origin) return null;
    const bytes = await load(target, fetch, signal);
    if (bytes !== null) keep(url, bytes);
    return bytes;
  };
}

/** Null: the relay does not have it any more, or is away; the page shows its place empty. */
async function load(
  url: URL,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Buffer | null> {
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const reply = await fetch(url, { signal: within, redirect: 'error' });
    const isPicture = reply.ok && reply.headers.get('content-type') === 'image/jpeg';
    const length = Number(reply.headers.get('content-length') ?? Number.NaN);
    if (!isPicture || !(length <= MOST_BYTES)) {
      await reply.body?.cancel();
      return null;
    }
    return Buffer.from(await reply.arrayBuffer());
  } catch {
    return null;
  }
}
