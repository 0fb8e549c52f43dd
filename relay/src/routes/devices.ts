import {
  ApprovePairing,
  ClaimPairing,
  DeviceInfo,
  Devices,
  GiveSessions,
  Id,
  Paired,
  PairingApproved,
  PairingStarted,
  StartPairing,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { OwnDevicesService } from '../services/pairing/own-devices.ts';
import type { PairingService } from '../services/pairing/pairing.ts';

const PAIRING = '/api/devices/pairing';

/** What a laptop without a token may ask. */
export function pairingRoutes(app: App, pairing: PairingService): void {
  app.post(
    PAIRING,
    { schema: { body: StartPairing, response: { 201: PairingStarted, ...errorReplies } } },
    async (request, reply) => {
      const verificationUri = `${request.protocol}://${request.host}/pair`;
      return reply.code(201).send(await pairing.start(request.body, verificationUri));
    },
  );

  app.post(
    `${PAIRING}/token`,
    { schema: { body: ClaimPairing, response: { 200: Paired, ...errorReplies } } },
    async ({ body }) => pairing.claim(body.deviceCode),
  );
}

export interface DeviceRouteDeps {
  pairing: PairingService;
  ownDevices: OwnDevicesService;
}

const DeviceParams = z.object({ id: Id });

/** A user's own laptops; for a scope that reads tokens. */
export function ownDeviceRoutes(app: App, { pairing, ownDevices }: DeviceRouteDeps): void {
  app.post(
    `${PAIRING}/approve`,
    { schema: { body: ApprovePairing, response: { 200: PairingApproved, ...errorReplies } } },
    async (request) => {
      const { address } = originOf(request);
      return pairing.approve({ actor: requireUser(request.actor), address, ...request.body });
    },
  );

  app.get(
    '/api/devices',
    { schema: { response: { 200: Devices, ...errorReplies } } },
    async ({ actor }) => ({ devices: await ownDevices.list(requireUser(actor)) }),
  );

  app.put(
    '/api/devices/:id/sessions',
    {
      schema: {
        params: DeviceParams,
        body: GiveSessions,
        response: { 200: DeviceInfo, ...errorReplies },
      },
    },
    async ({ actor, params, body }) =>
      ownDevices.giveSessions(requireUser(actor), params.id, body.sessionIds),
  );

  app.delete(
    '/api/devices/:id',
    { schema: { params: DeviceParams, response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await ownDevices.revoke(requireUser(actor), params.id);
      return reply.code(204).send();
    },
  );
}
