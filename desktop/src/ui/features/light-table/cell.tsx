import { memo } from 'react';
import { useSelect, useWords } from '../../app/context.tsx';
import { shotOf } from '../../app/state/shot-table.ts';
import { FrameCaption, FramePicture } from '../filmstrip/frame-parts.tsx';
import { BurstMark } from '../bursts/burst-mark.tsx';
import type { GridLayout } from './grid-layout.ts';
import type { Haste } from './haste.ts';
import './cell.css';

interface CellProps {
  id: string;
  /** Counted from 0 at the oldest. */
  place: number;
  of: number;
  layout: GridLayout;
  haste: Haste;
  atCursor: boolean;
  selected: boolean;
}

/** One shot on the light table. */
export const Cell = memo(function Cell(props: CellProps) {
  const { id, place, of, layout, haste, atCursor, selected } = props;
  const words = useWords();
  const shot = useSelect((state) => shotOf(state.shots, id));
  if (!shot) return null;
  const { columns, width, height } = layout;
  const [left, top] = [(place % columns) * width, Math.floor(place / columns) * height];
  return (
    <li
      className="cell"
      aria-posinset={place + 1}
      aria-setsize={of}
      style={{ width, height, translate: `${left}px ${top}px` }}
    >
      <button
        type="button"
        className="cell-button"
        data-shot={id}
        data-state={shot.state}
        tabIndex={atCursor ? 0 : -1}
        aria-current={atCursor}
        aria-pressed={selected}
        aria-label={words.strip.frame(shot.name, words.states[shot.state])}
        title={shot.name}
      >
        <FramePicture shot={shot} haste={haste} />
        <BurstMark id={id} />
        <FrameCaption shot={shot} />
      </button>
    </li>
  );
});
