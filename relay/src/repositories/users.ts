import type { Insertable, Updateable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { UserRow, UsersTable } from '../db/account-tables.ts';

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @param email normalised. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
}

/** @returns undefined when the e-mail address is taken. */
export async function insertUser(
  db: Db,
  user: Insertable<UsersTable>,
): Promise<UserRow | undefined> {
  return db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** @throws the unique violation of the database when the e-mail address is taken. */
export async function updateUser(
  db: Db,
  id: string,
  changes: Updateable<UsersTable>,
): Promise<UserRow | undefined> {
  return db
    .updateTable('users')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
