import { PHOTO_SHAPES, type ArtworkSet, type PhotoShape } from '@picture-live/shared/domain';
import { ImagePlus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';
import { asBase64 } from './read-file.ts';
import './artwork-slots.css';

/** A drawing for each shape of photos. */
export function ArtworkSlots(props: {
  artwork: ArtworkSet;
  hint: string;
  onChange: (shape: PhotoShape, hash: string | null) => void;
}) {
  const { artwork, hint, onChange } = props;
  const { engine } = useApp();
  const task = useTask();
  // While a drawing is on its way other things are changed, which must not be undone by it.
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  async function add(shape: PhotoShape, file: File): Promise<void> {
    const { hash } = await engine.call('addArtwork', { data: await asBase64(file) });
    latest.current(shape, hash);
  }

  return (
    <>
      <div className="artwork-slots">
        {PHOTO_SHAPES.map((shape) => (
          <Slot
            key={shape}
            shape={shape}
            hash={artwork[shape]}
            onFile={(file) => task.run(() => add(shape, file))}
            onRemove={() => onChange(shape, null)}
          />
        ))}
      </div>
      <p className="secondary">{hint}</p>
      <Trouble text={task.trouble} />
    </>
  );
}

function Slot(props: {
  shape: PhotoShape;
  hash: string | null;
  onFile: (file: File) => void;
  onRemove: () => void;
}) {
  const { shape, hash, onFile, onRemove } = props;
  const words = useWords().recipe;
  const name = words.shapes[shape];
  return (
    <div className="artwork-slot">
      <label className={`artwork-drop ${shape}`}>
        <input
          type="file"
          className="visually-hidden"
          accept=".png,.svg,image/png,image/svg+xml"
          aria-label={words.chooseDrawing(name)}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The same file can be chosen again after it was changed.
            target.value = '';
            if (file) onFile(file);
          }}
        />
        {hash === null ? (
          <ImagePlus aria-hidden />
        ) : (
          <img src={`media/recipes/artwork/${hash}.png`} alt="" />
        )}
      </label>
      <span className="secondary">{name}</span>
      {hash !== null && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.removeDrawing(name)}
          title={words.removeDrawing(name)}
          onClick={onRemove}
        >
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
