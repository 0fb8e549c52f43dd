import { backoffMs } from '@picture-live/shared/client';
import { keepBlobs, type KeptBlob } from './kept-blobs.ts';

/** A picture that will be shown. */
export interface Wanted {
  photoId: string;
  url: string;
  /** Length of its file. */
  bytes: number;
  /** At which it will be shown, in device pixels; never more than the file has. */
  width: number;
}

/** Memory that is given back when nobody shows it any more. */
export interface Releasable {
  release: () => void;
}

export interface PoolParts<Picture extends Releasable> {
  /** Rejects where the file does not come whole. */
  load: (wanted: Wanted, signal: AbortSignal) => Promise<Blob>;
  /** Rejects for what is no picture. */
  decode: (blob: Blob, wanted: Wanted) => Promise<Picture>;
  /** Another picture is ready, or one has failed. */
  onChange: () => void;
  /** Of the files kept for later. */
  maxBytes?: number;
  random?: () => number;
}

/** Pictures loaded and decoded before they are due. */
export interface Pool<Picture extends Releasable> {
  /** What comes next, the most urgent first; what is not among it is no longer made ready. */
  want: (wanted: readonly Wanted[]) => void;
  isReady: (url: string) => boolean;
  /** Whether its file is here: no network is needed for it. */
  has: (url: string) => boolean;
  /** A decoded picture, which is its taker's to release; undefined where it is not ready. */
  take: (url: string) => Picture | undefined;
  /** Files that are here, the least recently used first. */
  kept: () => readonly KeptBlob[];
  /** The photo was taken away: nothing of it stays here. */
  forget: (photoId: string) => void;
  /** The network is back: what had failed is tried again now. */
  retry: () => void;
  stop: () => void;
}

/** About a hundred pictures for a full-HD screen: a quarter of an hour without a repeat. */
const MAX_BYTES = 96 * 2 ** 20;
const AT_ONCE = 2;
const RETRY = { firstMs: 1_000, capMs: 15_000 };

interface Failure {
  count: number;
  /** Null once it may be tried again. */
  timer: ReturnType<typeof setTimeout> | null;
}

export function createPool<Picture extends Releasable>(parts: PoolParts<Picture>): Pool<Picture> {
  const { load, decode, onChange, random = Math.random } = parts;
  const blobs = keepBlobs(parts.maxBytes ?? MAX_BYTES);
  const ready = new Map<string, Picture>();
  const busy = new Map<string, AbortController>();
  const failures = new Map<string, Failure>();
  let wanted: readonly Wanted[] = [];

  async function blobOf(one: Wanted, signal: AbortSignal): Promise<Blob> {
    const kept = blobs.get(one.url);
    if (kept !== undefined) return kept;
    const blob = await load(one, signal);
    signal.throwIfAborted();
    blobs.keep({ photoId: one.photoId, url: one.url, blob });
    return blob;
  }

  async function makeReady(one: Wanted, control: AbortController): Promise<void> {
    try {
      const blob = await blobOf(one, control.signal);
      const picture = await decode(blob, one);
      if (control.signal.aborted) picture.release();
      else {
        ready.set(one.url, picture);
        forgive(one.url);
      }
    } catch {
      // No network, a file cut short, or taken away a moment ago: the feed tells which.
      if (control.signal.aborted) return;
      blobs.forgetUrl(one.url);
      rest(one.url);
    } finally {
      if (busy.get(one.url) === control) busy.delete(one.url);
    }
    if (control.signal.aborted) return;
    pump();
    onChange();
  }

  function rest(url: string): void {
    const count = (failures.get(url)?.count ?? 0) + 1;
    const failure: Failure = { count, timer: null };
    failure.timer = setTimeout(
      () => {
        failure.timer = null;
        pump();
      },
      backoffMs(RETRY, count, random()),
    );
    failures.set(url, failure);
  }

  function forgive(url: string): void {
    clearTimeout(failures.get(url)?.timer ?? undefined);
    failures.delete(url);
  }

  function pump(): void {
    for (const one of wanted) {
      if (busy.size >= AT_ONCE) return;
      const { url } = one;
      if (ready.has(url) || busy.has(url) || (failures.get(url)?.timer ?? null) !== null) continue;
      const control = new AbortController();
      busy.set(url, control);
      void makeReady(one, control);
    }
  }

  function drop(url: string): void {
    busy.get(url)?.abort();
    busy.delete(url);
    ready.get(url)?.release();
    ready.delete(url);
    forgive(url);
  }

  function want(next: readonly Wanted[]): void {
    wanted = next;
    const urls = new Set(next.map(({ url }) => url));
    for (const url of [...ready.keys(), ...busy.keys(), ...failures.keys()]) {
      if (!urls.has(url)) drop(url);
    }
    pump();
  }

  return {
    want,
    isReady: (url) => ready.has(url),
    has: (url) => blobs.list().some((kept) => kept.url === url),
    take(url) {
      const picture = ready.get(url);
      ready.delete(url);
      return picture;
    },
    kept: blobs.list,
    forget(photoId) {
      blobs.forgetPhoto(photoId);
      const gone = wanted.filter((one) => one.photoId === photoId);
      wanted = wanted.filter((one) => one.photoId !== photoId);
      for (const { url } of gone) drop(url);
    },
    retry() {
      for (const url of failures.keys()) forgive(url);
      pump();
    },
    stop: () => want([]),
  };
}
