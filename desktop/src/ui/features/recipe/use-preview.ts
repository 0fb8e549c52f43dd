import type { Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { RenditionName } from '@picture-live/shared/protocol';
import { useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../../bridge/contract.ts';
import type { RecipePreview } from '../../../bridge/recipe-calls.ts';
import { useApp } from '../../app/context.tsx';
import { latestOnly, type LatestOnly } from './latest-only.ts';

export interface PreviewState {
  preview: RecipePreview | null;
  trouble: string | null;
}

const NOTHING: PreviewState = { preview: null, trouble: null };

/** How a recipe looks on a shot, always the newest that was asked for; null: nothing to show. */
export function usePreview(
  recipe: Recipe | null,
  shotId: string | null,
  rendition: RenditionName,
): PreviewState {
  const { engine } = useApp();
  const [state, setState] = useState(NOTHING);
  const asking = useRef<LatestOnly<CallInput<'previewRecipe'>>>(null);

  useEffect(() => {
    const asked = latestOnly(
      (input: CallInput<'previewRecipe'>) => engine.call('previewRecipe', input),
      (preview) => setState({ preview, trouble: null }),
      (error) => {
        if (!(error instanceof PictureLiveError)) throw error;
        setState((before) => ({ ...before, trouble: error.message }));
      },
    );
    asking.current = asked;
    return () => asked.stop();
  }, [engine]);

  useEffect(() => {
    if (!recipe || shotId === null) return;
    asking.current?.ask({ recipe, shotId, rendition });
  }, [recipe, shotId, rendition]);

  return state;
}
