import type { Photo } from '@picture-live/shared/protocol';
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
import { orderOf } from '../photos/view.ts';
import { StillCell, type CellContext } from './cell.tsx';
import { MissingRows } from './missing-rows.tsx';
import type { Scroller, Stretch } from './scroller.ts';
import { useFocusedPhoto } from './use-focused-photo.ts';
import { useWidth } from './use-width.ts';

interface GridProps {
  gallery: GalleryState;
  scroller: Scroller;
  label: string;
  context: CellContext;
  /** The rows near the screen need photos behind the last one, or before the first one. */
  onNeedOlder: () => void;
  onNeedBefore: () => void;
}

/** More photos are asked for when fewer are left than fill the stretch so many times. */
const LOAD_AHEAD = 1.5;

/** All photos in justified rows; only those near the screen are in the document. */
export function Grid(props: GridProps) {
  const { gallery, scroller, context, onNeedOlder, onNeedBefore } = props;
  const { photos, cursor, previousCursor, paging, openedAt, view } = gallery;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [layouter] = useState(() => createGridLayouter<Photo>());
  const width = useWidth(element);
  const stretch = useStore(scroller.stretch);
  const focusedId = useFocusedPhoto();
  const moreBehind = cursor !== null;
  const moreBefore = previousCursor !== null;
  const isBefore = orderOf(view);
  const layout = useMemo(
    () => layouter({ photos, moreBehind, moreBefore, openedAt, isBefore }, width),
    [layouter, photos, moreBehind, moreBefore, openedAt, isBefore, width],
  );
  const missing = missingHeights(gallery, layout, width);

  useEffect(() => (element === null ? undefined : scroller.attach(element)), [scroller, element]);
  useLayoutEffect(() => scroller.settle(layout, width), [scroller, layout, width, missing.before]);

  const ahead = LOAD_AHEAD * (stretch.to - stretch.from);
  const canLoad = paging === 'idle' && width > 0;
  const needsOlder = moreBehind && canLoad && layout.height < stretch.to + ahead;
  const needsBefore = moreBefore && canLoad && !needsOlder && stretch.from - ahead < 0;
  // Also with each page that has come in: one that came between two renderings left them both alike.
  useEffect(() => {
    if (needsOlder) onNeedOlder();
    if (needsBefore) onNeedBefore();
  }, [needsOlder, needsBefore, cursor, previousCursor, onNeedOlder, onNeedBefore]);

  return (
    <ul
      class="grid"
      ref={setElement}
      aria-label={props.label}
      style={{
        height: `${layout.height + missing.behind}px`,
        marginTop: `${missing.before}px`,
      }}
    >
      {missing.before > 0 && (
        <MissingRows top={-missing.before} height={missing.before} width={width} />
      )}
      {cellsToShow(layout, stretch, focusedId).map((place) => (
        <StillCell key={place.photo.id} place={place} context={context} />
      ))}
      {missing.behind > 0 && (
        <MissingRows top={layout.height} height={missing.behind} width={width} />
      )}
    </ul>
  );
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
  const cell = focused === undefined ? undefined : cellAt(layout, focused);
  return cell === undefined ? cells : [...cells, cell];
}

/**
 * The room of photos that are not here yet, before and behind those that are, in CSS pixels: what
 * those that are here take on average.
 */
function missingHeights(
  { count, before, pending, photos }: GalleryState,
  layout: GridLayout<Photo>,
  width: number,
): { before: number; behind: number } {
  if (width === 0) return { before: 0, behind: 0 };
  const each = layout.count === 0 ? rowBox(width).rowHeight / 2 : layout.height / layout.count;
  const first = layout.sections[0]?.photos[0];
  const leftOut = first === undefined ? 0 : photos.indexOf(first);
  const missingBefore = before + leftOut;
  const missingBehind = count - pending.length - layout.count - missingBefore;
  return {
    before: Math.round(Math.max(0, missingBefore) * each),
    behind: Math.round(Math.max(0, missingBehind) * each),
  };
}
