import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import { readArtwork, type Artwork } from '@picture-live/shared/imaging';
import { writeDurably } from '@picture-live/shared/process';

/** The drawings of all recipes, each a file named by its content. */
export interface ArtworkStore {
  /**
   * Keeps a drawing that a person chose.
   *
   * @throws PictureLiveError `artwork_refused`.
   */
  add(file: Buffer): Promise<Artwork>;
  /** @throws PictureLiveError `artwork_missing` where it is not, or is not what its name says. */
  read(hash: string): Promise<Buffer>;
  /** Removes what no recipe names; at the start, when nobody is editing one. */
  sweep(keep: ReadonlySet<string>): Promise<void>;
}

const PNG = '.png';
/** Six for each of fifty recipes would be more than anybody has. */
const MAX_DRAWINGS = 300;

export async function openArtworkStore(root: string): Promise<ArtworkStore> {
  await mkdir(root, { recursive: true });
  const fileOf = (hash: string) => path.join(root, hash + PNG);

  return {
    async add(file) {
      const artwork = await readArtwork(file);
      const names = await readdir(root);
      if (names.length >= MAX_DRAWINGS && !names.includes(artwork.hash + PNG)) {
        throw new PictureLiveError(
          'artwork_refused',
          'There are too many drawings. Delete recipes that you do not need and start Picture Live again.',
        );
      }
      await writeDurably(fileOf(artwork.hash), artwork.bytes);
      return artwork;
    },

    async read(hash) {
      const bytes = await readFile(fileOf(hash)).catch((cause: unknown) => {
        throw new PictureLiveError('artwork_missing', undefined, { cause });
      });
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found !== hash) throw new PictureLiveError('artwork_missing');
      return bytes;
    },

    async sweep(keep) {
      for (const name of await readdir(root)) {
        const kept = name.endsWith(PNG) && keep.has(name.slice(0, -PNG.length));
        if (!kept) await rm(path.join(root, name), { force: true });
      }
    },
  };
}
