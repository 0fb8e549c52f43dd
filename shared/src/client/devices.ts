import * as z from 'zod/mini';
import {
  DeviceInfo,
  Devices,
  Paired,
  PairingApproved,
  PairingStarted,
  type ApprovePairing,
  type StartPairing,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { json } from './http.ts';

/**
 * Laptops: pairing one, and a user's own.
 *
 * @param call `createAuth(…).call`; a laptop that is being paired uses one that nobody logs in to.
 */
export function deviceClient(call: UserCall) {
  const post = <T>(path: string, reply: z.ZodMiniType<T>, value: unknown): Promise<T> =>
    call({ method: 'POST', path: `/api/devices/pairing${path}`, reply, body: json(value) });
  return {
    startPairing: (pairing: StartPairing): Promise<PairingStarted> =>
      post('', PairingStarted, pairing),
    /** Rejects with `authorization_pending`, `slow_down` (ask less often) or `pairing_expired`. */
    claimPairing: (deviceCode: string): Promise<Paired> => post('/token', Paired, { deviceCode }),
    approvePairing: (approval: ApprovePairing): Promise<PairingApproved> =>
      post('/approve', PairingApproved, approval),

    async devices(): Promise<DeviceInfo[]> {
      return (await call({ method: 'GET', path: '/api/devices', reply: Devices })).devices;
    },
    /** Gives a laptop these sessions and no other. */
    giveSessions: (id: string, sessionIds: string[]): Promise<DeviceInfo> =>
      call({
        method: 'PUT',
        path: `${devicePath(id)}/sessions`,
        reply: DeviceInfo,
        body: json({ sessionIds }),
      }),
    async revokeDevice(id: string): Promise<void> {
      await call({ method: 'DELETE', path: devicePath(id), reply: z.unknown() });
    },
  };
}

function devicePath(id: string): string {
  return `/api/devices/${encodeURIComponent(id)}`;
}
