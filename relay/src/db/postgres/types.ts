import pg from 'pg';

/*
 * PostgreSQL sends values as text with the number of their type. What comes out is what SQLite
 * gives for the same query, so that nobody above has to know which of them answered.
 */

/** Numbers of types, from `select oid, typname from pg_type`; they never change. */
const BOOL = 16;
const INT8 = 20;
const NUMERIC = 1700;

const PARSERS = new Map<number, (text: string) => unknown>([
  [BOOL, (text) => (text === 't' ? 1 : 0)],
  [INT8, toNumber],
  // Sums of int8 are numeric.
  [NUMERIC, toNumber],
]);

const standard: (oid: number, format?: 'text' | 'binary') => unknown = pg.types.getTypeParser;

/** For the option `types` of a connection. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => PARSERS.get(oid) ?? standard(oid, format),
};

/** @throws RangeError rather than handing out a number that is not the one in the database. */
function toNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    throw new RangeError(`The database holds a number that is too large: ${text}`);
  }
  return number;
}
