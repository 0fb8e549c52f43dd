import { cameraNumberOf, type CameraNumber } from '@picture-live/shared/domain';
import type { ShotView } from '../../../bridge/contract.ts';

/** Slower than two frames a second is pressing the button again. */
const LARGEST_STEP_MS = 500;

interface Frame {
  id: string;
  /** Body and counter. */
  row: string;
  at: number;
  number: CameraNumber;
}

/** Ids of the frames of one burst, at least two, in the order of their capture. */
export type Burst = readonly string[];

/**
 * The bursts among shots: frames of one body with consecutive numbers, each at most half a second
 * after the one before it, fractions included. Frames whose camera or number is not known belong to
 * none. A body that writes whole seconds only makes one burst of each second.
 */
export function burstsAmong(shots: readonly ShotView[]): readonly Burst[] {
  const rows = new Map<string, Frame[]>();
  for (const shot of shots) {
    const frame = frameOf(shot);
    if (frame === null) continue;
    const row = rows.get(frame.row);
    if (row) row.push(frame);
    else rows.set(frame.row, [frame]);
  }
  return [...rows.values()].flatMap((frames) => burstsOf(inOrder(frames)));
}

/** Read once for each shot: the table asks again with every change of any of thousands. */
const frames = new WeakMap<ShotView, Frame | null>();

function frameOf(shot: ShotView): Frame | null {
  const known = frames.get(shot);
  if (known !== undefined) return known;
  const frame = readFrame(shot);
  frames.set(shot, frame);
  return frame;
}

function readFrame({ id, body, name, capturedAt }: ShotView): Frame | null {
  const number = cameraNumberOf(name);
  if (body === undefined || capturedAt === null || number === null) return null;
  return { id, at: capturedAt, number, row: `${body}\t${number.series}` };
}

/** Most come in their order. */
function inOrder(row: Frame[]): readonly Frame[] {
  const isSorted = row.every((frame, index) => {
    const before = row[index - 1];
    return before === undefined || byCapture(before, frame) <= 0;
  });
  return isSorted ? row : row.toSorted(byCapture);
}

/** Frames of one moment stand in the order of their numbers, also where these begin again. */
function byCapture(a: Frame, b: Frame): number {
  if (a.at !== b.at) return a.at - b.at;
  const step = a.number.number - b.number.number;
  return Math.abs(step) > 10 ** a.number.digits / 2 ? -step : step;
}

function burstsOf(row: readonly Frame[]): Burst[] {
  const bursts: string[][] = [];
  let run: string[] = [];
  let before: Frame | undefined;
  for (const frame of row) {
    if (before === undefined || !follows(frame, before)) {
      if (run.length > 1) bursts.push(run);
      run = [];
    }
    run.push(frame.id);
    before = frame;
  }
  return run.length > 1 ? [...bursts, run] : bursts;
}

function follows(frame: Frame, before: Frame): boolean {
  return frame.at - before.at <= LARGEST_STEP_MS && isNext(frame.number, before.number);
}

/** 9999 is followed by 0001, or by 0000. */
function isNext({ number }: CameraNumber, before: CameraNumber): boolean {
  if (number === before.number + 1) return true;
  return before.number === 10 ** before.digits - 1 && number <= 1;
}
