import { CALLERS } from './callers.ts';
import type { Caller } from './callers.ts';
import { isKind } from './scene.ts';
import type { Kind } from './scene.ts';

/**
 * What comes of a request. `ok`: it is answered with success and does what it is for. `bare`: with
 * success, but without what this caller may not see. `page`: a page that asks for the code, and
 * nothing of the session. Statuses: refused, with nothing done.
 */
export type Outcome = 'ok' | 'bare' | 'page' | 401 | 403 | 404 | 410;

/** What comes of one call in one kind of session. */
export interface Row {
  kind: Kind;
  byCaller: Record<Caller, Outcome>;
  /** For all whose token is no good. */
  broken: Outcome;
}

/**
 * Reads a table that people can read: names of calls, each on a line of its own, and below them,
 * indented, a line for each kind of session with the outcome for each caller in the order of
 * `CALLERS`, and for tokens that are no good. `|` and what follows `#` is for the eye.
 */
export function readTable(text: string): Map<string, Row[]> {
  const table = new Map<string, Row[]>();
  let names: string[] = [];
  let rows: Row[] = [];
  for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trimEnd())) {
    if (line === '') continue;
    if (line.startsWith(' ')) {
      rows.push(readRow(line));
      for (const name of names) table.set(name, rows);
      continue;
    }
    if (rows.length > 0) [names, rows] = [[], []];
    if (table.has(line) || names.includes(line)) throw new Error(`Twice in the table: ${line}`);
    names.push(line);
  }
  return table;
}

function readRow(line: string): Row {
  const [kind = '', ...cells] = line.split(/[\s|]+/).filter((word) => word !== '');
  if (!isKind(kind)) throw new Error(`No kind of session: ${line}`);
  if (cells.length !== CALLERS.length + 1) throw new Error(`Not a cell for everybody: ${line}`);
  const outcomes = cells.map(readOutcome);
  const of = (caller: Caller): Outcome => outcomes[CALLERS.indexOf(caller)] ?? 404;
  return {
    kind,
    byCaller: {
      nobody: of('nobody'),
      guest: of('guest'),
      'guest′': of('guest′'),
      owner: of('owner'),
      photographer: of('photographer'),
      moderator: of('moderator'),
      other: of('other'),
      device: of('device'),
      'device′': of('device′'),
    },
    broken: outcomes.at(-1) ?? 404,
  };
}

const OUTCOMES: readonly Outcome[] = ['ok', 'bare', 'page', 401, 403, 404, 410];

function readOutcome(word: string): Outcome {
  const found = OUTCOMES.find((outcome) => String(outcome) === word);
  if (found === undefined) throw new Error(`No outcome: ${word}`);
  return found;
}
