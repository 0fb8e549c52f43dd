import type { Wanted } from './pool.ts';

/** A picture that comes slower than this is asked for again. */
const TIMEOUT_MS = 30_000;

/** Loads a file whole: what a captive portal says instead is none, nor is half a file. */
export async function loadBlob({ url, bytes }: Wanted, signal: AbortSignal): Promise<Blob> {
  const late = new AbortController();
  const giveUp = (): void => late.abort();
  const timer = setTimeout(giveUp, TIMEOUT_MS);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const reply = await fetch(url, { signal: late.signal });
    const blob = await reply.blob();
    const isPicture = reply.ok && blob.type.startsWith('image/') && blob.size === bytes;
    if (!isPicture) throw new Error(`${url} answered ${reply.status} with ${blob.size} bytes.`);
    return blob;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
