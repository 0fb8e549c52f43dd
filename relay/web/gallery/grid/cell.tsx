import type { Photo } from '@picture-live/shared/protocol';
import { useEffect, useState } from 'preact/hooks';
import type { Cell as CellPlace } from '../layout/grid-layout.ts';
import { pickForCell } from '../photos/pick-rendition.ts';
import { createPictureFrame } from './picture-frame.ts';
import { averageColour } from './placeholder.ts';

interface CellProps {
  place: CellPlace<Photo>;
  label: string;
  href: string;
  /** Device pixels for each CSS pixel. */
  density: number;
  /** See `FramedPicture`. */
  isUrgent: boolean;
  isRacing: () => boolean;
  attempt: number;
  onOpen: (photo: Photo) => void;
  onPainted: (photo: Photo) => void;
}

/** One photo of the grid: its place, its blur, and its picture as soon as that is decoded. */
export function Cell(props: CellProps) {
  const { place, label, href, density, isUrgent, isRacing, attempt, onOpen, onPainted } = props;
  const { photo, left, top, width, height } = place;
  const [frame] = useState(createPictureFrame);
  const { url: src } = pickForCell(photo, width, density);

  useEffect(() => {
    const { thumbhash } = photo;
    frame.show({
      src,
      thumbhash,
      isUrgent,
      isRacing,
      attempt,
      onPainted: () => onPainted(photo),
    });
  }, [frame, src, photo, isUrgent, isRacing, attempt, onPainted]);
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
    backgroundColor: averageColour(photo.thumbhash),
  };
  return (
    <li class="cell" style={box}>
      <a
        class="cell-link"
        href={href}
        aria-label={label}
        data-photo-id={photo.id}
        onClick={open}
        ref={(element) => frame.attach(element)}
      />
    </li>
  );
}
