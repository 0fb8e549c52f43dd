import { cameraNumberOf, type CameraNumber } from '@picture-live/shared/domain';
import type { ShotView } from '../../../bridge/contract.ts';

/** Slower than two frames a second is pressing the button again. */
const LARGEST_STEP_MS = 500;

interface Frame {
  id: string;
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
  const rows = Map.groupBy(shots.flatMap(frameOf), ({ row }) => row);
  return [...rows.values()].flatMap((frames) => burstsOf(frames.toSorted(byCapture)));
}

function frameOf({ id, body, name, capturedAt }: ShotView): (Frame & { row: string })[] {
  const number = cameraNumberOf(name);
  if (body === undefined || capturedAt === null || number === null) return [];
  return [{ id, at: capturedAt, number, row: `${body}\t${number.series}` }];
}

/** Frames of one moment stand in the order of their numbers, also where these begin again. */
function byCapture(a: Frame, b: Frame): number {
  if (a.at !== b.at) return a.at - b.at;
  const step = a.number.number - b.number.number;
  return Math.abs(step) > 10 ** a.number.digits / 2 ? -step : step;
}

function burstsOf(frames: readonly Frame[]): Burst[] {
  const runs: Frame[][] = [];
  for (const frame of frames) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && follows(frame, before)) run.push(frame);
    else runs.push([frame]);
  }
  return runs.filter((run) => run.length > 1).map((run) => run.map(({ id }) => id));
}

function follows(frame: Frame, before: Frame): boolean {
  return frame.at - before.at <= LARGEST_STEP_MS && isNext(frame.number, before.number);
}

/** 9999 is followed by 0001, or by 0000. */
function isNext({ number }: CameraNumber, before: CameraNumber): boolean {
  if (number === before.number + 1) return true;
  return before.number === 10 ** before.digits - 1 && number <= 1;
}
