import type { Photo } from '@picture-live/shared/protocol';
import { Check, Clock, EyeOff, ShieldQuestionMark, Star, Trash2 } from 'lucide-preact';
import { memo } from 'preact/compat';
import { formatMoment } from '../../words/formats.ts';
import { PhotoPicture } from '../picture/photo-picture.tsx';
import { photosWords as words } from '../words/photos-words.ts';

interface CellProps {
  photo: Photo;
  x: number;
  y: number;
  side: number;
  isSelected: boolean;
  /** Where the keyboard comes in. */
  isCurrent: boolean;
  /** Its place among all, from 1 on. */
  place: number;
  count: number;
}

/** No element of HTML is one with a picture. */
const optionAt = (tabIndex: 0 | -1) => ({ role: 'option', tabIndex }) as const;
const ICONS = { hidden: EyeOff, held: Clock, scan: ShieldQuestionMark, removed: Trash2 };

/** A photo in the grid, with the marks of what it is. */
export const Cell = memo(function Cell(props: CellProps) {
  const { photo, x, y, side, isSelected } = props;
  const { hidden } = photo;
  const Icon = hidden === undefined ? null : ICONS[hidden];
  return (
    <div
      class={`cell${isSelected ? ' is-selected' : ''}${hidden === undefined ? '' : ' is-out'}`}
      {...optionAt(props.isCurrent ? 0 : -1)}
      aria-selected={isSelected}
      aria-setsize={props.count}
      aria-posinset={props.place}
      aria-label={labelOf(photo)}
      data-id={photo.id}
      style={{ width: side, height: side, transform: `translate(${x}px, ${y}px)` }}
    >
      <PhotoPicture photo={photo} name="thumb" alt="" />
      <span class="cell-tick">
        <Check size={16} aria-hidden="true" />
      </span>
      <span class="cell-marks" aria-hidden="true">
        {Icon !== null && hidden !== undefined && (
          <span class={`cell-mark is-${hidden}`}>
            <Icon size={14} />
            {words.marks[hidden]}
          </span>
        )}
        {photo.featured === true && (
          <span class="cell-mark">
            <Star size={14} />
          </span>
        )}
      </span>
    </div>
  );
});

function labelOf({ capturedAt, hidden, featured, caption, tags = [] }: Photo): string {
  const said = [
    words.photo(formatMoment(capturedAt)),
    hidden === undefined ? undefined : words.marks[hidden],
    featured === true ? words.marks.featured : undefined,
    caption,
    ...tags,
  ];
  return said.filter((one) => one !== undefined && one !== '').join(', ');
}
