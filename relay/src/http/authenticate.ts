import type { FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Device, DeviceService } from '../services/devices.ts';
import type { App } from './app-type.ts';

const DEVICE = 'device';

/** Every route of this scope needs a device token; no byte of a body is read before. */
export function requireDevice(app: App, devices: DeviceService): void {
  app.decorateRequest(DEVICE, null);
  app.addHook('onRequest', async (request) => {
    request.setDecorator(DEVICE, await devices.authenticate(bearerToken(request)));
  });
}

/** The device behind a request of a scope that requires one. */
export function deviceOf(request: FastifyRequest): Device {
  return request.getDecorator<Device>(DEVICE);
}

function bearerToken(request: FastifyRequest): string {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new PictureLiveError(
      'unauthorized',
      'This needs a device token (Authorization: Bearer).',
    );
  }
  return token;
}
