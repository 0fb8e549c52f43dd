import type { Db } from '../db/database.ts';

export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('relay_settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('relay_settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Holds off everybody else who calls this with the same key until the transaction ends. */
export async function lockSetting(trx: Db, key: string): Promise<void> {
  await writeSetting(trx, key, '');
}

/** Writes the setting unless there is one; returns the one there is then. */
export async function keepSetting(db: Db, key: string, value: string): Promise<string> {
  await db
    .insertInto('relay_settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return (await readSetting(db, key)) ?? value;
}
