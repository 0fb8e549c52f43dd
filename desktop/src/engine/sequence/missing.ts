import { type CameraNumber, cameraNumberOf } from '@picture-live/shared/domain';

/** A file name that was seen. */
export interface SeenFile {
  path: string;
  /** Which body wrote it; null: it does not say, or it went before it was read. */
  body: string | null;
  /** By the camera's clock, epoch milliseconds. */
  takenAt: number | null;
  seenAt: number;
}

/** Numbers of one body that never came, between two that did. */
export interface Gap {
  body: string;
  series: string;
  prefix: string;
  digits: number;
  /** As the camera counts them, in its order. */
  numbers: number[];
  /** The files around it. */
  after: string;
  before: string;
  /** When the one behind it was taken. */
  at: number;
}

export interface Missing {
  gaps: Gap[];
  /** When to look again although nothing comes: a file may still be on its way until then. */
  ripeAt: number | null;
}

/** Files come out of order, and large ones later: so long nobody is alarmed. */
const PATIENCE_MS = 60_000;
/** A larger step is a card of another day, or a counter that was set. */
const LARGEST_GAP = 500;
/** A file may come in so far behind the newest; further back the counter began again. */
const OUT_OF_ORDER = 50;
/** What was taken later than this belongs to another occasion. */
const ONE_OCCASION_MS = 6 * 3_600_000;
/** The same number again so much later is another frame. */
const SAME_FRAME_MS = 2_000;

interface Frame extends CameraNumber {
  file: SeenFile;
  takenAt: number;
}

/** A row of frames in which a camera counted on; `place` goes on where its number begins again. */
interface Run {
  frames: Map<number, Frame>;
  last: number;
  lastAt: number;
}

/**
 * The camera numbers that are missing: between two frames of one body that were taken at one
 * occasion, after a patience. RAW and JPEG of a frame have one number; 9999 is followed by 0001; a
 * name that was only seen and went is not missing.
 *
 * @param now epoch milliseconds
 */
export function missingNumbers(files: readonly SeenFile[], now: number): Missing {
  const frames: Frame[] = [];
  const bodiless = new Set<string>();
  for (const file of files) {
    const number = cameraNumberOf(file.path);
    if (!number) continue;
    if (file.body === null || file.takenAt === null) bodiless.add(nameOf(number));
    else frames.push({ ...number, file, takenAt: file.takenAt });
  }
  const rows = Map.groupBy(frames, ({ file, series }) => `${file.body}\n${series}`);
  const found = [...rows.values()].flatMap((row) => gapsOf(row, bodiless));
  const ripe = found.filter(({ seenAt }) => seenAt + PATIENCE_MS <= now);
  const unripe = found.filter(({ seenAt }) => seenAt + PATIENCE_MS > now);
  return {
    gaps: ripe.map(({ gap }) => gap),
    ripeAt:
      unripe.length === 0 ? null : Math.min(...unripe.map(({ seenAt }) => seenAt)) + PATIENCE_MS,
  };
}

function nameOf({ series, number }: Pick<CameraNumber, 'series' | 'number'>): string {
  return `${series}\n${number}`;
}

/** The gaps in the frames of one body and series, and when the frame behind each was seen. */
function gapsOf(row: readonly Frame[], bodiless: ReadonlySet<string>) {
  const times = Map.groupBy(row, ({ number }) => number);
  const count = countingOf(row);
  const isKnown = (series: string, number: number, from: Frame, to: Frame) =>
    bodiless.has(nameOf({ series, number })) ||
    (times.get(number) ?? []).some(
      ({ takenAt }) =>
        takenAt > from.takenAt - ONE_OCCASION_MS && takenAt < to.takenAt + ONE_OCCASION_MS,
    );
  return runsOf(row, count).flatMap(({ frames }) => {
    const places = [...frames.keys()].toSorted((a, b) => a - b);
    return places.flatMap((place, index) => {
      const from = frames.get(places[index - 1] ?? place);
      const to = frames.get(place);
      if (!from || !to) return [];
      const { series, prefix, digits } = to;
      const numbers = between(places[index - 1] ?? place, place)
        .map(count.numberAt)
        .filter((number) => !isKnown(series, number, from, to));
      if (numbers.length === 0) return [];
      const gap = {
        body: to.file.body ?? '',
        series,
        prefix,
        digits,
        numbers,
        after: from.file.path,
        before: to.file.path,
        at: to.takenAt,
      };
      return [{ gap, seenAt: to.file.seenAt }];
    });
  });
}

function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => from + 1 + index);
}

/** How a camera counts: from 1, or from 0 where a 0 was seen, up to the most its digits can say. */
function countingOf(row: readonly Frame[]) {
  const first = row.some(({ number }) => number === 0) ? 0 : 1;
  const round = 10 ** Math.max(...row.map(({ digits }) => digits)) - first;
  return {
    /** The place of a number that is nearest to another place, however often it began again. */
    placeNear: (number: number, place: number): number =>
      number + Math.round((place - number) / round) * round,
    numberAt: (place: number): number => ((((place - first) % round) + round) % round) + first,
  };
}

function runsOf(row: readonly Frame[], count: ReturnType<typeof countingOf>): Run[] {
  const runs: Run[] = [];
  const inOrder = row.toSorted((a, b) => a.takenAt - b.takenAt || a.number - b.number);
  for (const frame of inOrder) {
    const run = runs.at(-1);
    const place = run ? count.placeNear(frame.number, run.last) : frame.number;
    if (run && goesOn(run, place, frame)) {
      if (!run.frames.has(place)) run.frames.set(place, frame);
      run.last = Math.max(run.last, place);
      run.lastAt = frame.takenAt;
    } else {
      runs.push({ frames: new Map([[place, frame]]), last: place, lastAt: frame.takenAt });
    }
  }
  return runs;
}

function goesOn(run: Run, place: number, { takenAt }: Frame): boolean {
  const same = run.frames.get(place);
  if (same && takenAt - same.takenAt > SAME_FRAME_MS) return false;
  if (takenAt - run.lastAt > ONE_OCCASION_MS) return false;
  return place >= run.last - OUT_OF_ORDER && place <= run.last + LARGEST_GAP;
}
