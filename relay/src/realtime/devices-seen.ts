import type { LiveServer } from './socket-types.ts';

const EVERY_MS = 60_000;

/**
 * Says now and then which laptops are connected: one that has nothing to deliver asks for nothing.
 *
 * @param seen is given the ids of the devices with a socket on this instance.
 * @returns stops it.
 */
export function watchDevices(io: LiveServer, seen: (ids: string[]) => void): () => void {
  const timer = setInterval(() => {
    const ids = new Set<string>();
    for (const { data } of io.sockets.sockets.values()) {
      for (const { actor } of data.joined.values()) {
        if (actor.kind === 'device') ids.add(actor.deviceId);
      }
    }
    seen([...ids]);
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}
