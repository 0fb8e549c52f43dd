import type { Recipe, TemplateVariables } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { develop } from '@picture-live/shared/imaging';
import type { RenditionName } from '@picture-live/shared/protocol';
import type { RecipePreview } from '../../bridge/recipe-calls.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShotSource } from '../ledger/redevelop.ts';
import { createLimiter } from '../limiter.ts';
import type { ArtworkStore } from './artwork-store.ts';
import { asSource, type Sources } from './sources.ts';

export interface PreviewParts {
  ledger: Pick<Ledger, 'redevelop'>;
  sources: Sources;
  artwork: Pick<ArtworkStore, 'read'>;
  variables: (source: ShotSource) => TemplateVariables;
}

/** The pictures of one page, and of one that was left open elsewhere. */
const KEPT = 4;
const MOST_WAITING = 8;

/**
 * Shows recipes on a shot that is there already, by the same code that develops shots. Nothing of
 * it is stored or sent; in memory are the newest few pictures, and one source while it is used.
 */
export function createPreview({ ledger, sources, artwork, variables }: PreviewParts) {
  const pictures = new Map<string, Buffer>();
  const oneAtATime = createLimiter(1);
  let waiting = 0;

  async function make(
    recipe: Recipe,
    source: ShotSource,
    rendition: RenditionName,
  ): Promise<RecipePreview> {
    return sources.withOriginal(source, async (original) => {
      const found = original
        ? asSource(original)
        : { picture: await sources.rendition(source), container: null };
      if (!found.picture) {
        throw new PictureLiveError(
          'not_found',
          'Neither the file of this shot nor what was made of it is on this laptop any more. Choose another shot.',
        );
      }
      const { renditions, caption } = await develop(found.picture, recipe, {
        container: found.container,
        variables: variables(source),
        artwork: (hash) => artwork.read(hash),
      });
      const { hash, bytes, width, height } = renditions[rendition];
      keep(hash, bytes);
      return {
        hash,
        width,
        height,
        bytes: bytes.length,
        caption,
        shot: {
          id: source.shotId,
          name: source.path.slice(source.path.lastIndexOf('/') + 1),
        },
        from: original ? 'file' : 'rendition',
      };
    });
  }

  function keep(hash: string, bytes: Buffer): void {
    pictures.delete(hash);
    pictures.set(hash, bytes);
    for (const oldest of pictures.keys()) {
      if (pictures.size <= KEPT) return;
      pictures.delete(oldest);
    }
  }

  return {
    /** @throws PictureLiveError `not_found`, `rate_limited`, and what developing throws. */
    async preview(
      recipe: Recipe,
      shotId: string | null,
      rendition: RenditionName,
    ): Promise<RecipePreview> {
      const source = ledger.redevelop.source(shotId);
      if (!source) {
        throw new PictureLiveError('not_found', 'There is no shot yet to show the recipe on.');
      }
      if (waiting >= MOST_WAITING) throw new PictureLiveError('rate_limited');
      waiting += 1;
      try {
        return await oneAtATime(() => make(recipe, source, rendition));
      } finally {
        waiting -= 1;
      }
    },

    /** A picture that was made; null: it has made room for newer ones. */
    picture: (hash: string): Buffer | null => pictures.get(hash) ?? null,
  };
}

export type Preview = ReturnType<typeof createPreview>;
