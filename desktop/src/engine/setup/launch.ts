import os from 'node:os';
import type { EngineLaunch } from '@picture-live/shared/process';
import type { DeskConfig } from './desk.ts';

/** The desk as the supervisor launches it: with a relay of its own, which knows this laptop. */
export function deskOfLaunch(launch: EngineLaunch): Omit<DeskConfig, 'onError'> {
  const { sessionId, sessionTitle, galleryUrl, relayUrl, deviceToken } = launch;
  return {
    dataDir: launch.dataDir,
    own: { id: sessionId, title: sessionTitle, galleryUrl, relayUrl, deviceToken },
    hotFolders: launch.hotFolders.map((path) => ({ path })),
    deviceName: os.hostname().slice(0, 100) || 'Picture Live',
  };
}
