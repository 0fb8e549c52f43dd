import type { Photo } from '@picture-live/shared/protocol';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import {
  cellAt,
  cellsBetween,
  createGridLayouter,
  rowBox,
  type Cell as CellPlace,
  type GridLayout,
} from '../layout/grid-layout.ts';
import { useStore } from '../page/store.ts';
import type { GalleryState } from '../photos/gallery-state.ts';
import { Cell, type CellContext } from './cell.tsx';
import { MissingRows } from './missing-rows.tsx';
import type { Scroller, Stretch } from './scroller.ts';
import { useFocusedPhoto } from './use-focused-photo.ts';
import { useWidth } from './use-width.ts';

interface GridProps {
  gallery: GalleryState;
  scroller: Scroller;
  label: string;
  context: CellContext;
  /** The rows near the screen need older photos. */
  onNeedOlder: () => void;
}

/** Older photos are asked for when fewer are left below than fill the stretch so many times. */
const LOAD_AHEAD = 1.5;

/** All photos in justified rows; only those near the screen are in the document. */
export function Grid(props: GridProps) {
  const { gallery, scroller, context, onNeedOlder } = props;
  const { photos, cursor, count, pending, paging } = gallery;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [layouter] = useState(() => createGridLayouter<Photo>());
  const width = useWidth(element);
  const stretch = useStore(scroller.stretch);
  const focusedId = useFocusedPhoto();
  const more = cursor !== null;
  const layout = useMemo(() => layouter(photos, more, width), [layouter, photos, more, width]);

  useEffect(() => (element === null ? undefined : scroller.attach(element)), [scroller, element]);
  useLayoutEffect(() => scroller.settle(layout, width), [scroller, layout, width]);

  const end = stretch.to + LOAD_AHEAD * (stretch.to - stretch.from);
  const needsOlder = more && paging === 'idle' && width > 0 && layout.height < end;
  useEffect(() => {
    if (needsOlder) onNeedOlder();
  }, [needsOlder, onNeedOlder]);

  const render = useMemo(() => createCellRenderer(context), [context]);
  const missing = heightOfMissing(layout, count - pending.length, width);
  return (
    <ul
      class="grid"
      ref={setElement}
      aria-label={props.label}
      style={{ height: `${layout.height + missing}px` }}
    >
      {cellsToShow(layout, stretch, focusedId).map(render)}
      {missing > 0 && <MissingRows top={layout.height} height={missing} width={width} />}
    </ul>
  );
}

/** Renders a cell once for as long as its place is the same: scrolling costs what comes into sight. */
function createCellRenderer(context: CellContext): (place: CellPlace<Photo>) => VNode {
  const rendered = new WeakMap<CellPlace<Photo>, VNode>();
  return (place) => {
    const node = rendered.get(place) ?? (
      <Cell key={place.photo.id} place={place} context={context} />
    );
    rendered.set(place, node);
    return node;
  };
}

/** What is near the screen, and what has the keyboard's focus, however far it is scrolled away. */
function cellsToShow(
  layout: GridLayout<Photo>,
  { from, to }: Stretch,
  focusedId: string | undefined,
): CellPlace<Photo>[] {
  const cells = cellsBetween(layout, from, to);
  if (focusedId === undefined || cells.some(({ photo }) => photo.id === focusedId)) return cells;
  const photos = layout.sections.flatMap((section) => section.photos);
  const focused = photos.find(({ id }) => id === focusedId);
  const cell = focused === undefined ? undefined : cellAt(layout, focused.seq);
  return cell === undefined ? cells : [...cells, cell];
}

/** Photos that are not here yet take the room that those here take on average, in CSS pixels. */
function heightOfMissing(layout: GridLayout<Photo>, count: number, width: number): number {
  if (width === 0) return 0;
  const heightEach =
    layout.count === 0 ? rowBox(width).rowHeight / 2 : layout.height / layout.count;
  return Math.round(Math.max(0, count - layout.count) * heightEach);
}
