import { ERRORS, isErrorCode, PictureLiveError, type ErrorCode } from '../../errors/index.ts';
import { backoffMs } from '../../client/backoff.ts';
import { randomId } from '../../client/random-id.ts';
import type { Photo, UploadProgress } from '../../protocol/index.ts';
import { createStore, type Store } from '../store.ts';
import { sendFile } from './send-file.ts';

/** A file that somebody brought, and how far it is. */
export interface Upload {
  id: string;
  name: string;
  bytes: number;
  step: 'waiting' | 'sending' | 'developing' | 'done' | 'failed';
  /** Share of the bytes that have left, 0…1. */
  sent: number;
  /** When done: what became of it, and as which photo. */
  outcome?: 'published' | 'replaced' | 'held' | 'duplicate';
  photo?: Photo;
  /** When failed. */
  error?: { code: ErrorCode; message: string; retry: boolean };
}

export interface Uploads extends Store<readonly Upload[]> {
  /** Sends files, as far as there is room for them; returns how many were taken. */
  add: (files: readonly File[]) => number;
  retry: (id: string) => void;
  /** Stops it where it is; what the relay has published already stays. */
  cancel: (id: string) => void;
  /** Takes what is over out of the list. */
  clear: () => void;
  /** What the session's room says about them. */
  heard: (progress: UploadProgress) => void;
  stop: () => void;
}

export interface UploadsDeps {
  baseUrl: string;
  sessionId: string;
  token: () => Promise<string | null>;
}

/** More would only share the same uplink and the relay's two cores. */
const AT_ONCE = 2;
/** A file that the relay could not take now is sent again: it knows what it has. */
const TRIES = 5;
const RETRY = { firstMs: 2_000, capMs: 30_000 };
/** What one may bring in one go; a list longer than this nobody reads. */
export const MOST_UPLOADS = 1_000;

/** The files that are brought to one session. */
export function createUploads({ baseUrl, sessionId, token }: UploadsDeps): Uploads {
  const store = createStore<readonly Upload[]>([]);
  const files = new Map<string, File>();
  const running = new Map<string, AbortController>();

  const patch = (id: string, changes: Partial<Upload>): void =>
    store.change((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));

  function next(): void {
    while (running.size < AT_ONCE) {
      const upload = store.get().find(({ step }) => step === 'waiting');
      const file = upload && files.get(upload.id);
      if (upload === undefined || file === undefined) return;
      void run(upload.id, file);
    }
  }

  async function run(id: string, file: File): Promise<void> {
    const stopping = new AbortController();
    running.set(id, stopping);
    let error = await tryOnce(id, file, stopping.signal);
    for (let failures = 1; error !== null && error.retry && failures < TRIES; failures += 1) {
      await pause(backoffMs(RETRY, failures, Math.random()), stopping.signal);
      error = await tryOnce(id, file, stopping.signal);
    }
    if (error !== null) fail(id, error);
    running.delete(id);
    next();
  }

  /** @returns why it failed; null: it did not, what failed is noted, or it was stopped. */
  async function tryOnce(
    id: string,
    file: File,
    signal: AbortSignal,
  ): Promise<PictureLiveError | null> {
    const isStopped = (): boolean => signal.aborted;
    if (isStopped()) return null;
    patch(id, { step: 'sending', sent: 0 });
    try {
      const outcome = await sendFile({
        url: new URL('/api/photos/upload', baseUrl),
        token: await token(),
        fields: { sessionId, uploadId: id },
        file,
        name: file.name,
        onSent: (sent) => patch(id, { sent, ...(sent === 1 && { step: 'developing' }) }),
        signal,
      });
      if (outcome.ok) {
        patch(id, { step: 'done', sent: 1, outcome: outcome.outcome, photo: outcome.photo });
        files.delete(id);
      } else fail(id, outcome.error);
      return null;
    } catch (error) {
      if (isStopped()) return null;
      if (error instanceof PictureLiveError) return error;
      throw error;
    }
  }

  function fail(id: string, { code, message }: { code: string; message: string }): void {
    const known = isErrorCode(code) ? code : 'internal';
    patch(id, { step: 'failed', error: { code: known, message, retry: ERRORS[known].retry } });
  }

  function cancel(id: string): void {
    running.get(id)?.abort();
    files.delete(id);
    store.change((all) => all.filter((one) => one.id !== id));
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    add(given) {
      const taken = given.slice(0, MOST_UPLOADS - store.get().length);
      const added = taken.map((file): Upload => {
        const id = randomId();
        files.set(id, file);
        return { id, name: file.name, bytes: file.size, step: 'waiting', sent: 0 };
      });
      store.change((all) => [...all, ...added]);
      next();
      return taken.length;
    },
    retry(id) {
      patch(id, { step: 'waiting', sent: 0 });
      next();
    },
    cancel,
    clear() {
      const isOver = ({ step }: Upload): boolean => step === 'done' || step === 'failed';
      for (const { id } of store.get().filter(isOver)) files.delete(id);
      store.change((all) => all.filter((one) => !isOver(one)));
    },
    heard({ uploadId, step }) {
      const upload = store.get().find(({ id }) => id === uploadId);
      if (upload?.step === 'sending' && step !== 'failed') patch(uploadId, { step: 'developing' });
    },
    stop() {
      for (const upload of store.get()) cancel(upload.id);
    },
  };
}

/** Ends early when the upload is stopped. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
