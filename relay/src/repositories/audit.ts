import type { AuditFilter } from '@picture-live/shared/protocol';
import type { ExpressionBuilder } from 'kysely';
import type { AuditEntryRow } from '../db/audit-tables.ts';
import type { Db } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/*
 * Entries are written and, when they are too old, forgotten. There is no call that changes one.
 */

/** Rows of one statement: SQLite and PostgreSQL bind tens of thousands of values at most. */
const ROWS_AT_ONCE = 500;

export async function insertAuditEntries(db: Db, entries: AuditEntryRow[]): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE) {
    await db
      .insertInto('audit_entries')
      .values(entries.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}

/** An entry, and the name of the user who did it as long as there is one. */
export type NamedAuditEntryRow = AuditEntryRow & { actor_name: string | null };

/** Whose entries: of a session, or about an account. */
export type AuditScope = { sessionId: string } | { accountId: string };

/**
 * Entries, newest first.
 *
 * @param before the id of the last one of the page before, or null.
 */
export async function listAuditEntries(
  db: Db,
  scope: AuditScope,
  filter: AuditFilter,
  { before, limit }: { before: string | null; limit: number },
): Promise<NamedAuditEntryRow[]> {
  return db
    .selectFrom('audit_entries as entry')
    .leftJoin('users as user', 'user.id', 'entry.actor_id')
    .selectAll('entry')
    .select('user.name as actor_name')
    .where((eb) => eb.and(conditionsOf(eb, scope, filter)))
    .$if(before !== null, (query) => query.where('entry.id', '<', before))
    .orderBy('entry.id', 'desc')
    .limit(limit)
    .execute();
}

type EntryBuilder = ExpressionBuilder<Tables & { entry: Tables['audit_entries'] }, 'entry'>;

function conditionsOf(eb: EntryBuilder, scope: AuditScope, filter: AuditFilter) {
  const { action, actorId, from, to } = filter;
  return [
    'sessionId' in scope
      ? eb('entry.session_id', '=', scope.sessionId)
      : eb('entry.account_id', '=', scope.accountId),
    ...(action === undefined ? [] : [eb('entry.action', '=', action)]),
    ...(actorId === undefined ? [] : [eb('entry.actor_id', '=', actorId)]),
    ...(from === undefined ? [] : [eb('entry.at', '>=', from)]),
    ...(to === undefined ? [] : [eb('entry.at', '<=', to)]),
  ];
}

/**
 * Forgets some of the entries from before a time; to be called until there are none.
 *
 * @returns how many it has forgotten: fewer than `limit` when there are no more.
 */
export async function forgetAuditEntries(db: Db, before: number, limit: number): Promise<number> {
  const old = await db
    .selectFrom('audit_entries')
    .select('id')
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
    .execute();
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.deleteFrom('audit_entries').where('id', 'in', ids).execute();
  return ids.length;
}
