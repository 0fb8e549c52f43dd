import type { Recipe } from '@picture-live/shared/domain';
import { RENDITION_NAMES, type RenditionName } from '@picture-live/shared/protocol';
import { useState } from 'react';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectNewestWithPicture } from './select-shot.ts';
import { Segments } from './fields.tsx';
import { usePreview } from './use-preview.ts';
import './preview-pane.css';

/** The recipe on a real shot: the one that is looked at, else the last when the editor opened. */
export function PreviewPane({ recipe }: { recipe: Recipe | null }) {
  const words = useWords().recipe;
  const format = useFormat();
  const [rendition, setRendition] = useState<RenditionName>('grid');
  const picked = useSelect((state) => state.picked);
  const newest = useSelect(selectNewestWithPicture);
  const [opened, setOpened] = useState(newest);
  // The first shot arrives while the editor is open; later ones do not take the place of it.
  if (opened === null && newest !== null) setOpened(newest);
  const shotId = picked ?? opened;
  const { preview, trouble } = usePreview(recipe, shotId, rendition);
  return (
    <section className="preview-pane" aria-label={words.preview}>
      <div className="preview-stage">
        {preview && (
          <img
            src={`media/recipes/preview/${preview.hash}.jpg`}
            width={preview.width}
            height={preview.height}
            alt={words.previewOn(preview.shot.name)}
          />
        )}
        {shotId === null && <p className="secondary">{words.previewNone}</p>}
      </div>
      <div className="preview-line">
        <Segments
          label={words.rendition}
          value={rendition}
          options={RENDITION_NAMES}
          words={words.renditions}
          onChange={setRendition}
        />
        <output className="secondary">
          {!preview && shotId !== null && trouble === null && words.making}
          {preview &&
            `${words.previewOn(preview.shot.name)} · ${words.previewSize(
              String(preview.width),
              String(preview.height),
              format.bytes(preview.bytes),
            )} · ${words.previewStays}`}
        </output>
      </div>
      {preview && preview.caption !== '' && (
        <p className="preview-note">{words.captionReads(preview.caption)}</p>
      )}
      {preview?.from === 'rendition' && (
        <p className="tone-moving preview-note">{words.previewOfRendition}</p>
      )}
      {trouble !== null && (
        <p className="tone-failed preview-note" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
