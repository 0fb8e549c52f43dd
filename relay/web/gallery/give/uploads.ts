import { backoffMs } from '@picture-live/shared/client';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import type { UploadOutcome } from '@picture-live/shared/protocol';
import { createStore, type Store } from '../page/store.ts';
import { isOver, nextItems, progressOf, refusalOf } from './upload-state.ts';
import type { Item, Progress, UploadFact } from './upload-state.ts';

/** What this guest brings; goes on while the sheet is closed. */
export interface Uploads {
  items: Store<readonly Item[], UploadFact>;
  add: (files: readonly File[]) => void;
  /** A file that was refused, once more. */
  retry: (id: number) => void;
}

export interface UploadsParts {
  send: (file: File, onShare: (share: number) => void) => Promise<UploadOutcome>;
  /** Gives the guest a name, where there is none. */
  enter: () => Promise<unknown>;
  /** Resolves when it is worth another try, after so many failures; by default soon, and at once when the network is back. */
  pause?: (failures: number) => Promise<void>;
}

const RETRY = { firstMs: 1_000, capMs: 20_000 };

/** Sends files one after the other, each until the relay has taken or refused it. */
export function createUploads({ send, enter, pause = untilBetter }: UploadsParts): Uploads {
  const items = createStore<readonly Item[], UploadFact>([], nextItems);
  const files = new Map<number, File>();
  let isRunning = false;
  let isNamed = false;

  const say = (id: number, progress: Progress): void =>
    items.take({ kind: 'progress', id, progress });

  async function sendOne(id: number, file: File): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      say(id, { state: 'sending', share: 0 });
      const progress = await attempt(id, file);
      if (progress !== null) {
        say(id, progress);
        return;
      }
      say(id, { state: 'offline' });
      await pause(failures + 1);
    }
  }

  /** Null: nothing final has come of it. */
  async function attempt(id: number, file: File): Promise<Progress | null> {
    const onShare = (share: number): void =>
      say(id, share < 1 ? { state: 'sending', share } : { state: 'developing' });
    try {
      if (!isNamed) await enter();
      isNamed = true;
      return progressOf(await send(file, onShare));
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      // The name has run out meanwhile: it takes another one.
      if (isNamed && isCode(error, 'unauthorized')) {
        isNamed = false;
        return null;
      }
      const why = refusalOf(error.code);
      return why === null ? null : { state: 'refused', why };
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    window.addEventListener('beforeunload', warn);
    for (;;) {
      const next = items.get().find((item) => !isOver(item));
      const file = next === undefined ? undefined : files.get(next.id);
      if (next === undefined || file === undefined) break;
      await sendOne(next.id, file);
      if (items.get().find(({ id }) => id === next.id)?.progress.state !== 'refused') {
        files.delete(next.id);
      }
    }
    window.removeEventListener('beforeunload', warn);
    isRunning = false;
  }

  return {
    items,
    add(chosen) {
      const before = items.get().length;
      items.take({ kind: 'chosen', names: chosen.map(({ name }) => name) });
      for (const [index, { id }] of items.get().slice(before).entries()) {
        const file = chosen[index];
        if (file !== undefined) files.set(id, file);
      }
      void run();
    },
    retry(id) {
      say(id, { state: 'waiting' });
      void run();
    },
  };
}

/** The browser asks before it leaves. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function untilBetter(failures: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, backoffMs(RETRY, failures, Math.random()));
    window.addEventListener('online', end);
  });
}
