import { DeviceSelf } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { App } from '../http/app-type.ts';
import { deviceOf } from '../http/authenticate.ts';
import { errorReplies } from '../http/errors.ts';
import { describeDevice } from '../services/devices.ts';

export interface DeviceRoutesDeps {
  db: Db;
  maxBlobBytes: number;
  now: () => number;
}

/** For a scope that requires a device. */
export function deviceRoutes(app: App, { db, maxBlobBytes, now }: DeviceRoutesDeps): void {
  app.get(
    '/api/device',
    { schema: { response: { 200: DeviceSelf, ...errorReplies } } },
    async (request) => describeDevice(db, deviceOf(request), { now: now(), maxBlobBytes }),
  );
}
