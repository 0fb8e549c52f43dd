import { PictureLiveError } from '@picture-live/shared/errors';
import { TokenBucket } from '../memory/token-bucket.ts';
import { isCallback } from './callback.ts';
import type { LiveSocket } from './socket-types.ts';

/** A page reports what it paints, and little else; a burst is somebody scrolling fast. */
export const PER_SOCKET = { burst: 60, perSecond: 20 };
/** Messages over the limit before a socket is dropped for good. */
const PATIENCE = 200;

/** Sessions one socket may be in at once. */
export const MAX_JOINED = 5;

/** Drops what a socket sends too fast, says so where an answer is expected, and ends a flood. */
export function limitMessages(socket: LiveSocket): void {
  const bucket = new TokenBucket(PER_SOCKET, performance.now());
  let excess = 0;
  socket.use((packet, next) => {
    if (bucket.take(performance.now())) {
      next();
      return;
    }
    excess += 1;
    if (excess > PATIENCE) {
      socket.disconnect(true);
      return;
    }
    const ack: unknown = packet.at(-1);
    if (!isCallback(ack)) return;
    const { code, message } = new PictureLiveError('rate_limited');
    ack({ ok: false, error: { code, message } });
  });
}
