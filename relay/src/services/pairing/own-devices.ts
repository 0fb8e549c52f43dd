import { PictureLiveError } from '@picture-live/shared/errors';
import type { DeviceInfo } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import {
  allowDelivery,
  listDeliveries,
  listDevices,
  revokeDevice,
  withdrawSessions,
} from '../../repositories/devices.ts';
import type { UserActor } from '../access/actor.ts';
import type { AccessService } from '../access/authorize.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Deed } from '../audit/record-audit.ts';

export interface OwnDevicesDeps {
  db: Db;
  access: AccessService;
  fanOut: FanOut;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A user's laptops. Calls about a device of somebody else throw `not_found`. */
export interface OwnDevicesService {
  list: (actor: UserActor) => Promise<DeviceInfo[]>;
  /** Its token is dead when this returns, and its socket is cut. */
  revoke: (actor: UserActor, id: string) => Promise<void>;
  /** Gives it these sessions and no other. @throws PictureLiveError as `authorize`. */
  giveSessions: (actor: UserActor, id: string, sessionIds: string[]) => Promise<DeviceInfo>;
}

export function ownDevicesService(deps: OwnDevicesDeps): OwnDevicesService {
  const { db, fanOut } = deps;
  return {
    list: (actor) => list(db, actor.userId),
    revoke: async (actor, id) => {
      await db.transaction().execute((trx) => revoke({ ...deps, db: trx }, actor, id));
      fanOut.publish({ kind: 'access_ended', holder: `device:${id}` });
    },
    giveSessions: (actor, id, sessionIds) => giveSessions(deps, actor, id, sessionIds),
  };
}

async function revoke({ db, now }: OwnDevicesDeps, actor: UserActor, id: string): Promise<void> {
  const delivered = await listDeliveries(db, [id]);
  if (!(await revokeDevice(db, id, actor.userId, now()))) throw new PictureLiveError('not_found');
  const deed = { action: 'device_revoked', subjects: [id] } as const;
  const ofSessions = delivered.map(({ session_id: sessionId }) => ({ ...deed, sessionId }));
  await recordAudit(db, actor, [{ ...deed, accountId: actor.userId }, ...ofSessions], now());
}

async function list(db: Db, ownerId: string): Promise<DeviceInfo[]> {
  const devices = await listDevices(db, ownerId);
  const deliveries = await listDeliveries(
    db,
    devices.map(({ id }) => id),
  );
  return devices.map(({ id, name, created_at: createdAt, last_seen_at: lastSeenAt }) => {
    const own = deliveries.filter((delivery) => delivery.device_id === id);
    const sessionIds = own.map((delivery) => delivery.session_id);
    return { id, name, createdAt, lastSeenAt, sessionIds };
  });
}

async function giveSessions(
  { db, access, fanOut, now }: OwnDevicesDeps,
  actor: UserActor,
  id: string,
  sessionIds: string[],
): Promise<DeviceInfo> {
  for (const sessionId of sessionIds) await access.authorize(actor, 'manage_photos', sessionId);
  const device = await db.transaction().execute(async (trx) => {
    const before = (await list(trx, actor.userId)).find((candidate) => candidate.id === id);
    if (before === undefined) throw new PictureLiveError('not_found');
    await withdrawSessions(trx, id);
    for (const sessionId of sessionIds) await allowDelivery(trx, id, sessionId);
    await recordAudit(trx, actor, otherSessions(actor, before, sessionIds), now());
    return { ...before, sessionIds: [...new Set(sessionIds)].toSorted() };
  });
  // It comes back at once, to the sessions that it has now.
  fanOut.publish({ kind: 'access_ended', holder: `device:${id}` });
  return device;
}

/** One entry per session that the device gains or loses, for the owners of that session too. */
function otherSessions(
  { userId: accountId }: UserActor,
  { id, sessionIds: before }: DeviceInfo,
  sessionIds: string[],
): Deed[] {
  const about = { accountId, subjects: [id] };
  const gained = [...new Set(sessionIds)].filter((sessionId) => !before.includes(sessionId));
  const lost = before.filter((sessionId) => !sessionIds.includes(sessionId));
  return [
    ...gained.map((sessionId) => ({ ...about, action: 'device_allowed' as const, sessionId })),
    ...lost.map((sessionId) => ({ ...about, action: 'device_withdrawn' as const, sessionId })),
  ];
}
