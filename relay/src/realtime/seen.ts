import { Seen } from '@picture-live/shared/protocol';
import { TokenBucket } from '../memory/token-bucket.ts';
import type { CountingService } from '../services/statistics/counting.ts';
import type { LiveSocket } from './socket-types.ts';

export interface SeenDeps {
  counting: Pick<CountingService, 'seen'>;
}

/** Photos that somebody can open: quick swiping, for a while. Beyond it nothing is counted. */
const PHOTOS_PER_SOCKET = { burst: 200, perSecond: 3 };

/** Counts what a guest's page says it has shown. Not answered: nobody waits for it. */
export function handleSeen(socket: LiveSocket, { counting }: SeenDeps): void {
  const bucket = new TokenBucket(PHOTOS_PER_SOCKET, performance.now());
  const visited = new Set<string>();
  socket.on('seen', (payload: unknown) => {
    const report = Seen.safeParse(payload);
    if (!report.success) return;
    const { sessionId, visit, photoIds } = report.data;
    if (socket.data.joined.get(sessionId)?.role !== 'guest') return;
    const counted = photoIds.filter(() => bucket.take(performance.now()));
    const isVisit = visit === true && !visited.has(sessionId);
    if (isVisit) visited.add(sessionId);
    if (isVisit || counted.length > 0) {
      counting.seen({ sessionId, visit: isVisit, photoIds: counted });
    }
  });
}
