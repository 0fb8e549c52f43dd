import { createHash } from 'node:crypto';
import { contentHash } from './format.ts';
import type { BackupManifest } from './format.ts';

export type Counted = Pick<BackupManifest, 'entries' | 'content'>;

/** Adds up what a manifest says of the entries, for whoever writes them and whoever reads them. */
export class Tally {
  readonly #entries: Counted['entries'] = [];
  readonly #names = createHash('sha256');
  #count = 0;
  #bytes = 0;

  add(name: string, bytes: number, sha256: string): void {
    if (contentHash(name) === null) {
      this.#entries.push({ name, bytes, sha256 });
      return;
    }
    this.#names.update(`${name}\n`);
    this.#count += 1;
    this.#bytes += bytes;
  }

  /** Ends it. */
  end(): Counted {
    const sha256 = this.#names.digest('hex');
    return {
      entries: this.#entries,
      content: { count: this.#count, bytes: this.#bytes, sha256 },
    };
  }
}
