import type { Photo } from '@picture-live/shared/protocol';
import { Component } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { LikeMark } from '../likes/like-mark.tsx';
import type { GuestLikes } from '../likes/likes.ts';
import type { Cell as CellPlace } from '../layout/grid-layout.ts';
import { pickForCell } from '../photos/pick-rendition.ts';
import { createPictureFrame } from './picture-frame.ts';
import { averageColour } from './placeholder.ts';

/** What all cells have in common. */
export interface CellContext {
  labelOf: (photo: Photo) => string;
  hrefOf: (photo: Photo) => string;
  /** Device pixels for each CSS pixel. */
  density: number;
  /** Counts up when pictures that failed should be tried again. */
  attempt: number;
  /** See `Scroller`. */
  isResting: () => boolean;
  isRacing: () => boolean;
  /** Null where nobody may like. */
  likes: GuestLikes | null;
  onOpen: (photo: Photo) => void;
  onPainted: (photo: Photo) => void;
}

interface CellProps {
  place: CellPlace<Photo>;
  context: CellContext;
}

/**
 * A cell that is rendered anew only in another place: scrolling costs what comes into sight.
 *
 * Not by keeping what was rendered: Preact copies an element that it gets a second time, and the
 * first one leads to all cells that were beside it then, and by those to all before them.
 */
export class StillCell extends Component<CellProps> {
  override shouldComponentUpdate({ place, context }: CellProps): boolean {
    return place !== this.props.place || context !== this.props.context;
  }

  override render(props: CellProps) {
    return <Cell {...props} />;
  }
}

/** One photo of the grid: its place, its blur, and its picture as soon as that is decoded. */
function Cell({ place, context }: CellProps) {
  const { photo, left, top, width, height } = place;
  const { density, attempt, isResting, isRacing, onPainted, onOpen } = context;
  const [frame] = useState(createPictureFrame);
  const { url: src } = pickForCell(photo, width, density);
  const { thumbhash } = photo;
  const colour = useMemo(() => averageColour(thumbhash), [thumbhash]);

  useEffect(() => {
    frame.show({
      src,
      thumbhash,
      isUrgent: isResting(),
      isRacing,
      attempt,
      onPainted: () => onPainted(photo),
    });
  }, [frame, src, thumbhash, photo, attempt, isResting, isRacing, onPainted]);
  useEffect(() => frame.close, [frame]);

  const open = (event: MouseEvent): void => {
    // A new tab is what the guest asked for then.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(photo);
  };
  const box = {
    transform: `translate(${left}px, ${top}px)`,
    width: `${width}px`,
    height: `${height}px`,
    backgroundColor: colour,
  };
  return (
    <li class="cell" style={box}>
      <a
        class="cell-link"
        href={context.hrefOf(photo)}
        aria-label={context.labelOf(photo)}
        data-photo-id={photo.id}
        onClick={open}
        ref={(element) => frame.attach(element)}
      />
      {context.likes !== null && <LikeMark likes={context.likes} photo={photo} />}
    </li>
  );
}
