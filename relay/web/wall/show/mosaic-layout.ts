/** A place in the mosaic, in shares of the screen. */
export interface MosaicCell {
  x: number;
  y: number;
  width: number;
  height: number;
  isPortrait: boolean;
}

const LANDSCAPE = 3 / 2;
const PORTRAIT = 2 / 3;
const MAX_ROWS = 4;
const MAX_IN_ROW = 6;
/** Enough to look like an event, few enough to be seen from the back of the hall. */
export const MOSAIC_PHOTOS = 6;
/** What an option may cost, against each other: cut off, missing the mix of shapes, the count. */
const COST = { crop: 3, mix: 2, count: 0.15 };

interface Row {
  landscapes: number;
  portraits: number;
}

/**
 * Rows of landscape and portrait places that fill the screen and fit the photos there are.
 *
 * @param ratio width of the screen divided by its height.
 * @param portraits share of the photos that are upright, 0…1.
 * @param photos how many there are: no place stays empty for want of them.
 */
export function layMosaic(ratio: number, portraits: number, photos: number): MosaicCell[] {
  const wanted = Math.max(1, Math.min(MOSAIC_PHOTOS, photos));
  let best: { rows: readonly Row[]; cost: number } | null = null;
  for (const rows of rowsOf()) {
    const count = rows.reduce((sum, row) => sum + row.landscapes + row.portraits, 0);
    if (count > Math.max(1, photos)) continue;
    const upright = rows.reduce((sum, row) => sum + row.portraits, 0) / count;
    const crop = rows.reduce((sum, row) => sum + cropOf(row, ratio * rows.length), 0) / rows.length;
    const cost =
      COST.crop * crop +
      COST.mix * Math.abs(upright - portraits) +
      COST.count * Math.abs(count - wanted);
    if (best === null || cost < best.cost) best = { rows, cost };
  }
  return (best?.rows ?? []).flatMap((row, index, rows) => cellsOf(row, index, rows.length));
}

/** How far a row is from the shapes of its photos, as a logarithm: too wide is as bad as too narrow. */
function cropOf(row: Row, ratio: number): number {
  return Math.abs(Math.log(widthOf(row) / ratio));
}

function widthOf({ landscapes, portraits }: Row): number {
  return landscapes * LANDSCAPE + portraits * PORTRAIT;
}

/** Every stack of up to four rows of at most two kinds. */
function* rowsOf(): Generator<readonly Row[]> {
  const kinds: Row[] = [];
  for (let landscapes = 0; landscapes <= MAX_IN_ROW; landscapes += 1) {
    for (let portraits = 0; landscapes + portraits <= MAX_IN_ROW; portraits += 1) {
      if (landscapes + portraits > 0) kinds.push({ landscapes, portraits });
    }
  }
  for (let count = 1; count <= MAX_ROWS; count += 1) {
    for (const one of kinds) {
      for (const other of kinds) {
        yield Array.from({ length: count }, (_, row) => (row % 2 === 0 ? one : other));
      }
    }
  }
}

/** Upright ones on the left and on the right in turns. */
function cellsOf(row: Row, index: number, rows: number): MosaicCell[] {
  const shapes = [
    ...Array.from({ length: row.landscapes }, () => false),
    ...Array.from({ length: row.portraits }, () => true),
  ];
  if (index % 2 === 1) shapes.reverse();
  const whole = widthOf(row);
  let x = 0;
  return shapes.map((isPortrait) => {
    const width = (isPortrait ? PORTRAIT : LANDSCAPE) / whole;
    const cell = { x, y: index / rows, width, height: 1 / rows, isPortrait };
    x += width;
    return cell;
  });
}

/** More than this of a photo is not cut off: then it is shown whole, between bars. */
const MAX_CUT = 0.35;

/** How a photo stands in a place; both ratios are width divided by height. */
export function fitInto(photo: number, place: number): 'cover' | 'contain' {
  return 1 - Math.min(photo, place) / Math.max(photo, place) <= MAX_CUT ? 'cover' : 'contain';
}

/** A place as the next photo finds it. */
export interface Place {
  isPortrait: boolean;
  /** When it got its photo, as a number that grows; null while it is empty. */
  since: number | null;
}

/**
 * Where a photo goes: into an empty place, else into that of the photo that has been there for
 * longest; into one of its own shape where there is any. -1 where there is no place at all.
 */
export function choosePlace(places: readonly Place[], isPortrait: boolean): number {
  const score = (place: Place): number =>
    (place.since === null ? 0 : 1e15 + place.since) + (place.isPortrait === isPortrait ? 0 : 1e12);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, place] of places.entries()) {
    if (score(place) < least) {
      best = index;
      least = score(place);
    }
  }
  return best;
}
