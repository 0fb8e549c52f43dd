import { memo } from 'react';
import { useSelect, useWords } from '../../app/context.tsx';
import { shotOf } from '../../app/state/shot-table.ts';
import { FrameCaption, FramePicture } from './frame-parts.tsx';

interface FrameProps {
  id: string;
  /** Distance from the strip's start in CSS pixels. */
  left: number;
  /** Counted from 1 at the oldest. */
  place: number;
  of: number;
  looked: boolean;
  onPick: (id: string) => void;
}

/** One shot in the filmstrip: its thumb (or its type), its name and its state. */
export const Frame = memo(function Frame(props: FrameProps) {
  const { id, left, place, of, looked, onPick } = props;
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
        onClick={() => onPick(id)}
      >
        <FramePicture shot={shot} />
        <FrameCaption shot={shot} />
      </button>
    </li>
  );
});
