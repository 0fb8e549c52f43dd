import { rowBox } from '../layout/grid-layout.ts';

interface MissingRowsProps {
  /** All three in CSS pixels. */
  top: number;
  height: number;
  width: number;
}

/** The room of photos that are not loaded yet, so that the scroll bar tells the truth. */
export function MissingRows({ top, height, width }: MissingRowsProps) {
  const { rowHeight } = rowBox(width);
  const box = {
    top: `${top}px`,
    height: `${height}px`,
    backgroundSize: `100% ${Math.round(rowHeight)}px`,
  };
  return <li class="missing" aria-hidden="true" style={box} />;
}
