import { createHash, timingSafeEqual } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { DeviceSelf } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { DeviceRow } from '../db/tables.ts';
import { findDeviceByTokenHash, listDeviceSessions, mayDeliver } from '../repositories/devices.ts';
import { viewSession } from './sessions.ts';

/** SHA-256 of a device token in hex: all that is ever stored of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The device with this token. Asks the database each time: a revoked token is dead at once.
 *
 * @throws PictureLiveError `unauthorized`.
 */
export async function authenticateDevice(db: Db, token: string): Promise<DeviceRow> {
  const hash = hashToken(token);
  const device = await findDeviceByTokenHash(db, hash);
  // The index finds it by hash; the comparison that decides takes the same time for any content.
  if (device === undefined || !timingSafeEqual(Buffer.from(device.token_hash), Buffer.from(hash))) {
    throw new PictureLiveError('unauthorized', 'This needs a valid device token.');
  }
  return device;
}

/** @throws PictureLiveError `forbidden` where the device was not given this session. */
export async function requireDelivery(db: Db, deviceId: string, sessionId: string): Promise<void> {
  if (!(await mayDeliver(db, deviceId, sessionId))) {
    throw new PictureLiveError('forbidden', 'This device may not deliver to this session.');
  }
}

/** What a device learns about itself. `now` is the relay's clock. */
export async function describeDevice(
  db: Db,
  device: DeviceRow,
  facts: { now: number; maxBlobBytes: number },
): Promise<DeviceSelf> {
  const sessions = await listDeviceSessions(db, device.id);
  return { deviceId: device.id, sessions: sessions.map(viewSession), ...facts };
}
