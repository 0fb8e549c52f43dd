import { timingSafeEqual } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { DeviceSelf } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { DeviceRow, SessionRow } from '../db/tables.ts';
import {
  findDeviceByTokenHash,
  listDeviceSessions,
  mayDeliver,
  touchDevices,
} from '../repositories/devices.ts';
import { hashToken } from './access/opaque-tokens.ts';
import type { Behind } from './audit/behind.ts';
import { viewSession } from './session-view.ts';

/** A laptop that may deliver. */
export interface Device {
  id: string;
}

export interface DeviceServiceDeps {
  db: Db;
  maxBlobBytes: number;
  /** That it was seen is written down behind the reply. */
  behind: Pick<Behind, 'add'>;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface DeviceService {
  /** @throws PictureLiveError `unauthorized`. */
  authenticate: (token: string) => Promise<Device>;
  describe: (device: Device) => Promise<DeviceSelf>;
  /** These have a socket open. */
  seen: (ids: string[]) => void;
}

/** How exactly it is known when a device was last seen. */
const SEEN_EVERY_MS = 60_000;

export function deviceService({ db, maxBlobBytes, behind, now }: DeviceServiceDeps): DeviceService {
  const seen = (ids: string[]): void => {
    if (ids.length > 0) behind.add(() => touchDevices(db, ids, now()));
  };
  return {
    seen,
    authenticate: async (token) => {
      const { id, last_seen_at: before } = await authenticate(db, token);
      if (before === null || now() - before >= SEEN_EVERY_MS) seen([id]);
      return { id };
    },
    describe: async (device) => {
      const sessions = await listDeviceSessions(db, device.id);
      const facts = { now: now(), maxBlobBytes };
      return { deviceId: device.id, sessions: sessions.map(viewSession), ...facts };
    },
  };
}

/** Asks the database each time: a revoked token is dead at once. */
async function authenticate(db: Db, token: string): Promise<DeviceRow> {
  const hash = hashToken(token);
  const device = await findDeviceByTokenHash(db, hash);
  // The index finds it by hash; the comparison that decides takes the same time for any content.
  if (device === undefined || !timingSafeEqual(Buffer.from(device.token_hash), Buffer.from(hash))) {
    throw new PictureLiveError('unauthorized', 'This needs a valid device token.');
  }
  return device;
}

/**
 * Makes sure that the device was given this session.
 *
 * @throws PictureLiveError `forbidden`; `session_not_found` for one that only its members know of.
 */
export async function requireDelivery(
  db: Db,
  deviceId: string,
  { id, access }: Pick<SessionRow, 'id' | 'access'>,
): Promise<void> {
  if (await mayDeliver(db, deviceId, id)) return;
  if (access === 'members') throw new PictureLiveError('session_not_found');
  throw new PictureLiveError('forbidden', 'This device may not deliver to this session.');
}
