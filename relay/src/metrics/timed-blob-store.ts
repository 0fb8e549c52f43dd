import type { BlobPage, BlobStore, OpenBlob } from '../storage/blob-store.ts';
import type { Metrics } from './metrics.ts';

/** The same blob store, with a clock beside it. Opening is measured, reading the stream is not. */
export class TimedBlobStore implements BlobStore {
  readonly #store: BlobStore;
  readonly #metrics: Metrics;

  constructor(store: BlobStore, metrics: Metrics) {
    this.#store = store;
    this.#metrics = metrics;
  }

  async put(hash: string, file: string): Promise<void> {
    return this.#timed('put', () => this.#store.put(hash, file));
  }

  async read(hash: string): Promise<Buffer | null> {
    return this.#timed('read', () => this.#store.read(hash));
  }

  async open(hash: string): Promise<OpenBlob | null> {
    return this.#timed('open', () => this.#store.open(hash));
  }

  async remove(hash: string): Promise<void> {
    return this.#timed('remove', () => this.#store.remove(hash));
  }

  async list(after: string | null, limit: number): Promise<BlobPage> {
    return this.#timed('list', () => this.#store.list(after, limit));
  }

  async check(): Promise<string> {
    return this.#store.check();
  }

  close(): void {
    this.#store.close();
  }

  async #timed<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let outcome = 'failed';
    try {
      const done = await work();
      outcome = 'ok';
      return done;
    } finally {
      const seconds = (performance.now() - began) / 1000;
      this.#metrics.blobs.observe([operation, outcome], seconds);
    }
  }
}
