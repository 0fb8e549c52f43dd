import { DeviceSelf } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { deviceOf } from '../http/authenticate.ts';
import { errorReplies } from '../http/errors.ts';
import type { DeviceService } from '../services/devices.ts';

/** For a scope that requires a device. */
export function deviceRoutes(app: App, devices: DeviceService): void {
  app.get(
    '/api/device',
    { schema: { response: { 200: DeviceSelf, ...errorReplies } } },
    async (request) => devices.describe(deviceOf(request)),
  );
}
