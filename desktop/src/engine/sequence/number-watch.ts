import { PictureLiveError } from '@picture-live/shared/errors';
import type { CallInput } from '../../bridge/contract.ts';
import type { MissingNumbers, NumberGap } from '../../bridge/ledger-calls.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { NumberedFile } from '../ledger/numbers.ts';
import { missingNumbers, type Gap } from './missing.ts';

export interface NumberWatchParts {
  ledger: Pick<Ledger, 'numbers'>;
  now: () => number;
  /** Other numbers are missing than before. */
  onChange: () => void;
  onError: (error: unknown) => void;
}

/** Every frame of the session is looked at: not for each of a burst, and nobody waits for it. */
const INTERVAL_MS = 5_000;
const MOST_GAPS = 20;
/** In one call; a gap has at most half of it. */
const MOST_NUMBERS = 1_000;

/** Looks for missing camera numbers, while shots come and a little longer. */
export function watchNumbers({ ledger, now, onChange, onError }: NumberWatchParts) {
  let missing: MissingNumbers = { count: 0, gaps: [] };
  let version: number | null = null;
  let ripeAt: number | null = null;

  function look(): void {
    const newest = ledger.numbers.version();
    const isRipe = ripeAt !== null && ripeAt <= now();
    if (newest === version && !isRipe) return;
    version = newest;
    refresh();
  }

  function refresh(): void {
    const files = ledger.numbers.files();
    const found = missingNumbers(
      files.map((file) => ({ ...file, body: bodyOf(file), takenAt: file.capturedAt })),
      now(),
    );
    ripeAt = found.ripeAt;
    const next = viewOf(found.gaps, files, ledger.numbers.settled());
    if (JSON.stringify(next) === JSON.stringify(missing)) return;
    missing = next;
    onChange();
  }

  function lookSafely(): void {
    try {
      look();
    } catch (error) {
      onError(error);
    }
  }

  lookSafely();
  const timer = setInterval(lookSafely, INTERVAL_MS);
  return {
    missing: (): MissingNumbers => missing,

    /** @throws PictureLiveError `invalid_request` for more numbers than a gap can have. */
    settle: ({ series, ranges, settled }: CallInput<'settleNumbers'>): void => {
      const numbers = expand(ranges);
      if (numbers === null) throw new PictureLiveError('invalid_request');
      ledger.numbers.settle(series, numbers, settled);
      refresh();
    },

    stop: () => clearInterval(timer),
  };
}

/** A camera that does not say its serial number is told apart by its hot folder. */
function bodyOf({ camera, serial, hotFolderId }: NumberedFile): string | null {
  return camera === null
    ? null
    : `${camera}\t${serial ?? ''}\t${serial ? '' : (hotFolderId ?? '')}`;
}

function viewOf(
  gaps: readonly Gap[],
  files: readonly NumberedFile[],
  settled: ReadonlyMap<string, ReadonlySet<number>>,
): MissingNumbers {
  const bodies = new Set(files.map(bodyOf));
  const open = gaps
    .map((gap) => {
      const known = settled.get(seriesOf(gap));
      return { ...gap, numbers: gap.numbers.filter((number) => !known?.has(number)) };
    })
    .filter(({ numbers }) => numbers.length > 0)
    .toSorted((a, b) => b.at - a.at);
  return {
    count: open.reduce((sum, { numbers }) => sum + numbers.length, 0),
    gaps: open.slice(0, MOST_GAPS).map((gap) => viewGap(gap, bodies)),
  };
}

function viewGap(gap: Gap, bodies: ReadonlySet<string | null>): NumberGap {
  const { body, prefix, digits, numbers, after, before, at } = gap;
  const [camera = '', serial = ''] = body.split('\t');
  const ofModel = [...bodies].filter((other) => other?.startsWith(`${camera}\t`));
  return {
    series: seriesOf(gap),
    ranges: rangesOf(numbers),
    camera,
    serial: ofModel.length > 1 && serial !== '' ? serial : null,
    prefix,
    digits,
    count: numbers.length,
    after: nameOf(after),
    before: nameOf(before),
    at: Math.round(at),
  };
}

function seriesOf({ body, series }: Gap): string {
  return `${body}\t${series}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** First and last of each stretch, in the camera's order. */
function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** Null: that is not what a gap can be. */
function expand(ranges: readonly (readonly [number, number])[]): number[] | null {
  const size = ranges.reduce((sum, [from, to]) => sum + Math.max(0, to - from + 1), 0);
  if (size > MOST_NUMBERS) return null;
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index),
  );
}

export type NumberWatch = ReturnType<typeof watchNumbers>;
