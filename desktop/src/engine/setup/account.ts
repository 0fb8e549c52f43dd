import {
  createAuth,
  createRelayClient,
  deviceClient,
  sessionClient,
  tokensInMemory,
} from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Session } from '@picture-live/shared/protocol';
import { introduce } from './pairing.ts';

/** Somebody who is logged in at a relay, for as long as the set-up takes. */
export interface Account {
  name: string;
  /** Sessions that they may deliver to, the newest first. */
  sessions(): Promise<Session[]>;
  createSession(title: string): Promise<Session>;
  /**
   * Lets this laptop deliver to a session: as the device it is, or as a new one where that is
   * somebody else's. One that was revoked is paired once more.
   */
  allow(sessionId: string, device: Device | null): Promise<Device>;
  logOut(): Promise<void>;
}

export interface Device {
  deviceId: string;
  deviceToken: string;
}

/** Sessions that can be chosen; whoever has more looks for one on the relay's pages. */
const MOST_SESSIONS = 100;

/** @throws PictureLiveError `invalid_credentials`, `rate_limited`, `relay_unreachable`. */
export async function logIn(
  relayUrl: string,
  credentials: { email: string; password: string },
  deviceName: string,
): Promise<Account> {
  const auth = createAuth({ baseUrl: relayUrl, store: tokensInMemory() });
  const { name } = await auth.login(credentials);
  const sessions = sessionClient(auth.call);
  const devices = deviceClient(auth.call);

  async function extend(device: Device, sessionId: string): Promise<Device> {
    const self = await createRelayClient({
      baseUrl: relayUrl,
      deviceToken: device.deviceToken,
    }).device();
    const ids = self.sessions.map(({ id }) => id);
    await devices.giveSessions(device.deviceId, [...new Set([...ids, sessionId])]);
    return device;
  }

  async function pair(sessionId: string, former: Device | null): Promise<Device> {
    const introduction = introduce(deviceName, former?.deviceToken ?? null);
    const { userCode, deviceCode } = await devices.startPairing(introduction);
    await devices.approvePairing({ userCode, sessionIds: [sessionId] });
    return devices.claimPairing(deviceCode);
  }

  return {
    name,
    async sessions() {
      const page = await sessions.sessions({ limit: MOST_SESSIONS });
      return page.sessions.filter(
        ({ mine }) => mine?.deletedAt === null && mine.role !== 'moderator',
      );
    },
    createSession: (title) => sessions.createSession({ title }),
    async allow(sessionId, device) {
      if (device === null) return pair(sessionId, null);
      try {
        return await extend(device, sessionId);
      } catch (error) {
        if (!(error instanceof PictureLiveError) || error.retry) throw error;
        return pair(sessionId, device);
      }
    },
    async logOut() {
      await auth.logout();
    },
  };
}
