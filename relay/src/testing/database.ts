import { v7 as uuid } from 'uuid';
import type { Db } from '../db/database.ts';
import { recordUpload } from '../repositories/blobs.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { insertPhoto, insertRenditions } from '../repositories/photos.ts';
import { insertSession, nextSeq } from '../repositories/sessions.ts';
import { sha256 } from './pictures.ts';
import { openEmptyDatabase } from './test-database.ts';

/** A database with a session and a device, for what needs no relay around it. */
export interface TestDatabase {
  db: Db;
  sessionId: string;
  deviceId: string;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const db = await openEmptyDatabase();
  const [sessionId, deviceId] = [uuid(), uuid()];
  await insertSession(db, { id: sessionId, slug: 'party', title: 'Party', created_at: 0 });
  await saveDevice(db, { id: deviceId, token_hash: sha256('token'), created_at: 0 });
  await allowDelivery(db, deviceId, sessionId);
  return { db, sessionId, deviceId };
}

/** Puts a photo in by its rows; its thumb and grid have these hashes. */
export async function putPhoto(
  { db, sessionId, deviceId }: TestDatabase,
  hashes: { thumb: string; grid: string },
): Promise<string> {
  const id = uuid();
  const size = { width: 4, height: 3, bytes: 12 };
  for (const hash of Object.values(hashes)) {
    await recordUpload(db, deviceId, { hash, ...size, created_at: 0 });
  }
  await insertPhoto(db, {
    id,
    session_id: sessionId,
    device_id: deviceId,
    seq: await nextSeq(db, sessionId, 1),
    revision: 1,
    source_hash: sha256(id),
    width: 4,
    height: 3,
    captured_at: 0,
    published_at: 0,
    thumbhash: 'AAAA',
    timeline: '{}',
    first_painted_at: null,
    removed_at: null,
  });
  await insertRenditions(
    db,
    Object.entries(hashes).map(([name, hash]) => ({
      photo_id: id,
      revision: 1,
      name,
      hash,
      ...size,
      type: 'image/jpeg',
    })),
  );
  return id;
}

/** Takes a photo back by its row alone: nobody is told. */
export async function takePhotoBack(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('photos').set({ removed_at: at }).where('id', '=', id).execute();
}
