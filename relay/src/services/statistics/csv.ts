import { Readable } from 'node:stream';
import type { SessionStatistics, StatisticsNumbers } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { listPhotoNumbers } from '../../repositories/photo-numbers.ts';
import type { PhotoNumbersRow } from '../../repositories/photo-numbers.ts';
import { fileNameOf } from '../photos/download.ts';
import { latencyMs } from './latency.ts';

/** A table for spreadsheets. */
export interface Csv {
  fileName: string;
  content: string | Readable;
}

type Cell = string | number | null;

/** Without it Excel takes UTF-8 for the letters of the country. */
const BYTE_ORDER_MARK = '\uFEFF';
const PAGE = 1_000;

/** A cell that begins with one of these is a formula to a spreadsheet, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;

/** One record as in RFC 4180; text never becomes a formula. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2026-11-21 14:05` as clocks in that zone show it: spreadsheets know it for a time. */
export function timeIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => format.format(at);
}

const NUMBERS = [
  ['visits', ({ visits }) => visits],
  ['viewers at most', ({ viewerPeak }) => viewerPeak],
  ['viewers on average', ({ viewerMean }) => viewerMean],
  ['photo views', ({ photoViews }) => photoViews],
  ['downloads', ({ downloads }) => downloads],
  ['ZIP downloads', ({ archives }) => archives],
  ['likes', ({ likes }) => likes],
  ['messages', ({ messages }) => messages],
  ['photos published', ({ photos }) => photos],
  ['latency p50 (ms)', ({ latency }) => latency.p50],
  ['latency p95 (ms)', ({ latency }) => latency.p95],
] as const satisfies [string, (numbers: StatisticsNumbers) => Cell][];

/** A line for every bucket. */
export function sessionCsv(slug: string, { buckets }: SessionStatistics, timeZone: string): Csv {
  const time = timeIn(timeZone);
  const head = csvLine([`from (${timeZone})`, ...NUMBERS.map(([name]) => name)]);
  const lines = buckets.map((bucket) =>
    csvLine([time(bucket.at), ...NUMBERS.map(([, read]) => read(bucket))]),
  );
  return { fileName: `${slug}-over-time.csv`, content: BYTE_ORDER_MARK + head + lines.join('') };
}

/** A line for every live photo, newest first. */
export function photosCsv(db: Db, session: { id: string; slug: string }, timeZone: string): Csv {
  return {
    fileName: `${session.slug}-photos.csv`,
    content: Readable.from(photoLines(db, session.id, timeZone)),
  };
}

async function* photoLines(db: Db, sessionId: string, timeZone: string): AsyncGenerator<string> {
  const time = timeIn(timeZone);
  yield (
    BYTE_ORDER_MARK +
    csvLine([
      'file',
      `captured (${timeZone})`,
      `published (${timeZone})`,
      'photographer',
      'caption',
      'views',
      'downloads',
      'likes',
      'latency (ms)',
      'id',
    ])
  );
  let before: number | null = null;
  for (;;) {
    const page: PhotoNumbersRow[] = await listPhotoNumbers(db, sessionId, before, PAGE);
    if (page.length > 0) yield page.map((row) => photoLine(row, time)).join('');
    before = page.at(-1)?.seq ?? null;
    if (page.length < PAGE) return;
  }
}

function photoLine(row: PhotoNumbersRow, time: (at: number) => string): string {
  return csvLine([
    fileNameOf(row),
    time(row.captured_at),
    time(row.published_at),
    row.photographer,
    row.caption,
    row.views,
    row.download_count,
    row.like_count,
    latencyMs(row),
    row.id,
  ]);
}
