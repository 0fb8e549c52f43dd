import type { Photo } from '@picture-live/shared/protocol';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { choose, chooseAll, drawn, NOTHING, step, type Selection } from '../select/selection.ts';
import { photosWords as words } from '../words/photos-words.ts';
import { Cell } from './cell.tsx';
import { cellsFor, heightOf, placeOf, touchedBy } from './cells.ts';
import './grid.css';
import { useGridKeys } from './use-grid-keys.ts';
import { useRange, useWidth } from './use-range.ts';
import { useRectangle } from './use-rectangle.ts';
import { useTaps } from './use-taps.ts';

interface PhotoGridProps {
  photos: readonly Photo[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onOpen: (id: string) => void;
  onDelete: () => void;
  /** Also of those that were not loaded. */
  onAll: () => void;
  /** Its end comes into sight. */
  onEnd?: () => void;
}

/** No element of HTML is one with pictures. */
const LISTBOX = { role: 'listbox', 'aria-multiselectable': true } as const;
const WITH_TOGGLE = { toggle: true, range: false };

/** Any number of photos, of which only those in sight exist; selected as in a file manager. */
export function PhotoGrid(props: PhotoGridProps) {
  const { photos, selection, onSelect, onOpen } = props;
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const cells = cellsFor(width, photos.length);
  const range = useRange(place, cells);
  const order = useMemo(() => photos.map(({ id }) => id), [photos]);
  const beforeRef = useRef<ReadonlySet<string>>(new Set());

  const { box, hasJustDrawn } = useRectangle(place, {
    onBegin: (isAdding) => {
      beforeRef.current = isAdding ? selection.ids : new Set();
    },
    onDraw: (drawnBox) => {
      const within = touchedBy(cells, drawnBox).flatMap((index) => order[index] ?? []);
      onSelect(drawn(beforeRef.current, within));
    },
  });
  useTaps(place, {
    onClick: (id, keys, onTick) =>
      onSelect(choose(selection, order, id, onTick ? { ...keys, toggle: true } : keys)),
    onTap: (id, onTick) => {
      if (onTick || selection.ids.size > 0) onSelect(choose(selection, order, id, WITH_TOGGLE));
      else onOpen(id);
    },
    onHold: (id) => onSelect(choose(selection, order, id, WITH_TOGGLE)),
    onOpen,
    onNothing: () => onSelect(NOTHING),
    isOver: hasJustDrawn,
  });
  useGridKeys({
    columns: cells.columns,
    onStep: (steps, keys) => onSelect(step(selection, order, steps, keys)),
    onToggle: () => {
      if (selection.focus !== null)
        onSelect(choose(selection, order, selection.focus, WITH_TOGGLE));
    },
    onOpen: () => {
      if (selection.focus !== null) onOpen(selection.focus);
    },
    onAll: () => {
      onSelect(chooseAll(order, selection));
      props.onAll();
    },
    onClear: () => onSelect(NOTHING),
    onDelete: props.onDelete,
  });

  const focus = selection.focus === null ? -1 : order.indexOf(selection.focus);
  useKeepInSight(place, selection.focus);
  const { onEnd } = props;
  const isAtEnd = range.to >= photos.length;
  useEffect(() => {
    if (isAtEnd) onEnd?.();
  }, [isAtEnd, onEnd, photos.length]);

  return (
    <div
      ref={place}
      class={`grid${selection.ids.size > 0 ? ' is-selecting' : ''}`}
      {...LISTBOX}
      aria-label={words.list}
      style={{ height: heightOf(cells) }}
    >
      {shownPlaces(range, focus, photos.length).map((index) => {
        const photo = photos[index];
        if (photo === undefined || width === 0) return null;
        return (
          <Cell
            key={photo.id}
            photo={photo}
            {...placeOf(cells, index)}
            side={cells.side}
            isSelected={selection.ids.has(photo.id)}
            isCurrent={index === Math.max(0, focus)}
            place={index + 1}
            count={photos.length}
          />
        );
      })}
      {box !== null && (
        <div
          class="grid-rectangle"
          style={{
            left: box.left,
            top: box.top,
            width: box.right - box.left,
            height: box.bottom - box.top,
          }}
        />
      )}
    </div>
  );
}

/** Those in sight, and the one that the keyboard is on: without it the focus would be lost. */
function shownPlaces({ from, to }: { from: number; to: number }, focus: number, count: number) {
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  const entry = Math.max(0, focus);
  if (entry < count && (entry < from || entry >= to)) places.push(entry);
  return places;
}

/** The keyboard's photo gets the focus and is scrolled to; not when photos arrive above it. */
function useKeepInSight(place: { current: HTMLElement | null }, id: string | null): void {
  useEffect(() => {
    const grid = place.current;
    if (grid === null || id === null || !grid.contains(document.activeElement)) return;
    const cell = grid.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (cell === null) return;
    cell.focus({ preventScroll: true });
    const { top, bottom } = cell.getBoundingClientRect();
    if (top < MARGINS.top) scrollBy(0, top - MARGINS.top);
    else if (bottom > innerHeight - MARGINS.bottom) {
      scrollBy(0, bottom - innerHeight + MARGINS.bottom);
    }
  }, [place, id]);
}

/** What lies over the grid at the edges of the window. */
const MARGINS = { top: 72, bottom: 96 };
