import type { Ledger } from '../ledger/ledger.ts';
import type { FilePlace } from '../ledger/records.ts';
import type { ShotSource } from '../ledger/redevelop.ts';
import type { Spool } from '../render/spool.ts';
import { readAgain, type KnownFile } from '../settle/read-again.ts';

export interface SourcesParts {
  ledger: Pick<Ledger, 'files' | 'shots'>;
  spool: Pick<Spool, 'read'>;
  /** Absolute paths of files in the hot folders that are watched. */
  pathsOf: (places: readonly FilePlace[]) => string[];
  /** The budget of bytes held at once; returns how to give them back. */
  admit: (bytes: number) => Promise<() => void>;
}

/** Finds the pictures of shots again that were developed before. */
export function createSources({ ledger, spool, pathsOf, admit }: SourcesParts) {
  return {
    /**
     * Has `work` done with the original, exactly the bytes that were developed; with null where no
     * file of the shot holds them any more.
     */
    async withOriginal<T>(
      source: ShotSource,
      work: (original: KnownFile | null) => Promise<T>,
    ): Promise<T> {
      const release = await admit(source.bytes);
      try {
        return await work(await original(source));
      } finally {
        release();
      }
    },

    /** What was published of it, for want of the file; null where that is gone as well. */
    async rendition({ shotId, revision }: ShotSource): Promise<Buffer | null> {
      for (const name of ['full', 'grid', 'thumb'] as const) {
        const hash = ledger.shots.renditionHash(shotId, revision, name);
        const bytes = hash === undefined ? null : await spool.read(hash);
        if (bytes) return bytes;
      }
      return null;
    },
  };

  async function original(source: ShotSource): Promise<KnownFile | null> {
    for (const file of pathsOf(ledger.files.placesOf(source.shotId))) {
      const found = await readAgain(file, source);
      if (found) return found;
    }
    return null;
  }
}

export type Sources = ReturnType<typeof createSources>;

/** What `develop` takes beside a recipe. */
export function asSource({ bytes, picture }: KnownFile) {
  return { picture, container: picture === bytes ? null : bytes };
}
