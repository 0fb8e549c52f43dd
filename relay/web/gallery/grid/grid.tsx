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
import { Cell } from './cell.tsx';
import { MissingRows } from './missing-rows.tsx';
import type { Scroller, Stretch } from './scroller.ts';
import { useFocusedPhoto } from './use-focused-photo.ts';
import { useWidth } from './use-width.ts';

interface GridProps {
  gallery: GalleryState;
  scroller: Scroller;
  label: string;
  labelOf: (photo: Photo) => string;
  hrefOf: (photo: Photo) => string;
  /** Counts up when pictures that failed should be tried again. */
  attempt: number;
  onOpen: (photo: Photo) => void;
  onPainted: (photo: Photo) => void;
  /** The rows near the screen need older photos. */
  onNeedOlder: () => void;
}

/** All photos in justified rows; only those near the screen are in the document. */
export function Grid(props: GridProps) {
  const { gallery, scroller, onNeedOlder } = props;
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

  const needsOlder = more && paging === 'idle' && width > 0 && layout.height < stretch.to;
  useEffect(() => {
    if (needsOlder) onNeedOlder();
  }, [needsOlder, onNeedOlder]);

  const missing = heightOfMissing(layout, count - pending.length, width);
  return (
    <ul
      class="grid"
      ref={setElement}
      aria-label={props.label}
      style={{ height: `${layout.height + missing}px` }}
    >
      {cellsToShow(layout, stretch, focusedId).map((place) => (
        <Cell
          key={place.photo.id}
          place={place}
          label={props.labelOf(place.photo)}
          href={props.hrefOf(place.photo)}
          density={window.devicePixelRatio}
          isUrgent={scroller.isResting()}
          isRacing={scroller.isRacing}
          attempt={props.attempt}
          onOpen={props.onOpen}
          onPainted={props.onPainted}
        />
      ))}
      {missing > 0 && <MissingRows top={layout.height} height={missing} width={width} />}
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
