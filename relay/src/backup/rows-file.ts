import { BackupError } from '@picture-live/shared/backup';
import * as z from 'zod/mini';
import type { Row } from './row-pages.ts';

/*
 * Rows as text: the names of the columns in the first line, then a row per line, each a JSON array.
 * Values are text, whole numbers or null on both databases (see db/tables.ts).
 */

const Columns = z.array(z.string().check(z.regex(/^[a-z_]+$/))).check(z.minLength(1));
const Value = z.union([z.string(), z.number(), z.null()]);
export type Value = z.infer<typeof Value>;

export interface Rows {
  columns: string[];
  rows: Value[][];
}

/** @throws BackupError for a value of another kind, which a restore would change. */
export function writeRows(table: string, rows: readonly Row[]): Buffer {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    columns.map((column) => {
      const value = Value.safeParse(row[column]);
      if (value.success) return value.data;
      throw new BackupError(`The column ${column} of ${table} holds what a backup cannot keep.`);
    }),
  );
  return Buffer.from([columns, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** @throws z.core.$ZodError, SyntaxError where it is not what `writeRows` makes. */
export function readRows(text: string): Rows {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const columns = z.parse(Columns, JSON.parse(first));
  const Line = z.array(Value).check(z.length(columns.length));
  return { columns, rows: lines.map((line) => z.parse(Line, JSON.parse(line))) };
}

/** The name of a part of a table in a backup; parts count from 1. */
export function rowsName(table: string, part: number): string {
  return `relay/tables/${table}/${String(part).padStart(6, '0')}.jsonl`;
}

/** The table that an entry holds rows of, or null. */
export function tableOf(name: string): string | null {
  return /^relay\/tables\/([a-z_]+)\/\d+\.jsonl$/.exec(name)?.[1] ?? null;
}
