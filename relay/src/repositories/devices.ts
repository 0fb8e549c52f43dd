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

/** Also one that was revoked; a token that was replaced finds nothing. */
export async function findFormerDevice(db: Db, tokenHash: string): Promise<DeviceRow | undefined> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function findDevice(db: Db, id: string): Promise<DeviceRow | undefined> {
  return db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Stores the device, or gives the one with this id the new token: the old one stops working. A
 * device that was revoked comes back with another token only.
 */
export async function saveDevice(
  db: Db,
  device: Pick<DeviceRow, 'id' | 'token_hash' | 'created_at'> & Partial<DeviceRow>,
): Promise<void> {
  await db
    .insertInto('devices')
    .values(device)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        token_hash: device.token_hash,
        revoked_at: eb
          .case()
          .when('devices.token_hash', '=', device.token_hash)
          .then(eb.ref('devices.revoked_at'))
          .else(null)
          .end(),
      })),
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

/** They have asked something, or are connected. */
export async function touchDevices(db: Db, ids: string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('devices').set({ last_seen_at: now }).where('id', 'in', ids).execute();
}

/** The devices of a user that may still deliver, the newest first. */
export async function listDevices(db: Db, ownerId: string): Promise<DeviceRow[]> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
}

/** The sessions that were given to these devices, as pairs. */
export async function listDeliveries(
  db: Db,
  deviceIds: string[],
): Promise<{ device_id: string; session_id: string }[]> {
  if (deviceIds.length === 0) return [];
  return db
    .selectFrom('device_sessions')
    .selectAll()
    .where('device_id', 'in', deviceIds)
    .orderBy('session_id')
    .execute();
}

/** @returns whether it was the user's and still good. */
export async function revokeDevice(
  db: Db,
  id: string,
  ownerId: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .updateTable('devices')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes every session from a device. */
export async function withdrawSessions(db: Db, deviceId: string): Promise<void> {
  await db.deleteFrom('device_sessions').where('device_id', '=', deviceId).execute();
}

/**
 * Takes a session from the devices of a user who is no longer in it.
 *
 * @returns the ids of those devices.
 */
export async function withdrawSessionFromDevicesOf(
  db: Db,
  ownerId: string,
  sessionId: string,
): Promise<string[]> {
  const rows = await db
    .deleteFrom('device_sessions')
    .where('session_id', '=', sessionId)
    .where('device_id', 'in', (eb) =>
      eb.selectFrom('devices').select('id').where('owner_id', '=', ownerId),
    )
    .returning('device_id')
    .execute();
  return rows.map((row) => row.device_id);
}
