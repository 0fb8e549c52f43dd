import { SocketStats } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';

/**
 * How many sockets there are, which says nothing of whose they are.
 *
 * @param counts of this instance.
 * @param since when it started, in epoch milliseconds.
 */
export function socketStatsRoutes(
  app: App,
  counts: () => Omit<SocketStats, 'since'>,
  since: number,
): void {
  app.get(
    '/api/websocket/stats',
    { schema: { response: { 200: SocketStats, ...errorReplies } } },
    async () => ({ ...counts(), since }),
  );
}
