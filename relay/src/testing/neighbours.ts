import { v7 as uuid } from 'uuid';
import { openDatabase } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { insertSession } from '../repositories/sessions.ts';
import { hashToken } from '../services/access/opaque-tokens.ts';
import { TestDevice } from './device.ts';
import type { TestRelay } from './relay.ts';

/** A second connection to the database of a running relay, for what has no interface yet. */
export async function withDatabase<T>(relay: TestRelay, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(relay.database);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Another session beside the first one. */
export async function addSession(relay: TestRelay): Promise<{ id: string; slug: string }> {
  const session = { id: uuid(), slug: `other-${uuid()}`, title: 'Other', created_at: Date.now() };
  await withDatabase(relay, (db) => insertSession(db, session));
  return session;
}

/** Another device, which may deliver to these sessions. */
export async function addDevice(relay: TestRelay, sessionIds: string[]): Promise<TestDevice> {
  const id = uuid();
  const token = `token-of-${id}`;
  await withDatabase(relay, async (db) => {
    await saveDevice(db, { id, token_hash: hashToken(token), created_at: Date.now() });
    for (const sessionId of sessionIds) await allowDelivery(db, id, sessionId);
  });
  return new TestDevice(relay.url, token);
}
