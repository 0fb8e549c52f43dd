import type { Db } from '../db/database.ts';
import type { DeviceRow, SessionRow } from '../db/tables.ts';

export async function findDeviceByTokenHash(
  db: Db,
  tokenHash: string,
): Promise<DeviceRow | undefined> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Stores the device, or gives the one with this id the new token: the old one stops working. */
export async function saveDevice(
  db: Db,
  device: { id: string; token_hash: string; created_at: number },
): Promise<void> {
  await db
    .insertInto('devices')
    .values(device)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ token_hash: device.token_hash, revoked_at: null }),
    )
    .execute();
}

export async function allowDelivery(db: Db, deviceId: string, sessionId: string): Promise<void> {
  await db
    .insertInto('device_sessions')
    .values({ device_id: deviceId, session_id: sessionId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function mayDeliver(db: Db, deviceId: string, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('device_sessions')
    .select('session_id')
    .where('device_id', '=', deviceId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The sessions a device may deliver to, newest first. */
export async function listDeviceSessions(db: Db, deviceId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .innerJoin('device_sessions', 'device_sessions.session_id', 'sessions.id')
    .selectAll('sessions')
    .where('device_sessions.device_id', '=', deviceId)
    .orderBy('sessions.id', 'desc')
    .execute();
}

/** Makes the user owner of every device that has none. */
export async function adoptDevices(db: Db, userId: string): Promise<void> {
  await db.updateTable('devices').set({ owner_id: userId }).where('owner_id', 'is', null).execute();
}
