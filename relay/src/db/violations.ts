/** SQLSTATE https://www.postgresql.org/docs/current/errcodes-appendix.html and SQLite's own. */
const UNIQUE = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/**
 * Whether a write failed because there is one already. On PostgreSQL the transaction it was in is
 * over then: prefer `ON CONFLICT` where there is something else to do.
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNIQUE.has(String(error.code));
}
