import { memo, useState } from 'react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { mediaUrl } from '../../app/media-url.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import { StateMark, toneOf } from '../../components/state-mark.tsx';
import { typeOf } from './file-type.ts';

interface FrameProps {
  id: string;
  /** Distance from the strip's start in CSS pixels. */
  left: number;
  /** Counted from 1 at the oldest. */
  place: number;
  of: number;
  looked: boolean;
}

/** One shot in the filmstrip: its thumb (or its type), its name and its state. */
export const Frame = memo(function Frame({ id, left, place, of, looked }: FrameProps) {
  const { store } = useApp();
  const words = useWords();
  const shot = useSelect((state) => shotOf(state.shots, id));
  if (!shot) return null;
  return (
    <li style={{ left }} aria-posinset={place} aria-setsize={of}>
      <button
        type="button"
        className="frame"
        tabIndex={looked ? 0 : -1}
        aria-current={looked}
        aria-label={words.strip.frame(shot.name, words.states[shot.state])}
        title={shot.name}
        onClick={() => store.dispatch({ type: 'pick', id })}
      >
        <span className="frame-picture">
          {shot.hasPicture ? (
            <Thumb key={shot.revision} url={mediaUrl(id, shot.revision, 'thumb')} />
          ) : (
            <span className="frame-type" data-type={typeOf(shot.name)} />
          )}
        </span>
        <span className={`frame-caption tone-${toneOf(shot.state)}`}>
          <StateMark state={shot.state} />
          <span className="frame-name">{shot.name}</span>
        </span>
      </button>
    </li>
  );
});

/** Invisible until it has loaded, so that a strip never shows a broken picture. */
function Thumb({ url }: { url: string }) {
  const [loaded, setLoaded] = useState(false);
  return (
    <img
      src={url}
      alt=""
      decoding="async"
      className={loaded ? 'loaded' : ''}
      onLoad={() => setLoaded(true)}
    />
  );
}
