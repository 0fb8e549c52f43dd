import { Ready, SocketStats } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';

/** How the relay does. @param call `createAuth(…).call`; nobody has to be logged in. */
export function statsClient(call: UserCall) {
  return {
    /** Rejects with `unavailable` while it is not ready; its details say what is missing. */
    ready: (): Promise<Ready> => call({ method: 'GET', path: '/ready', reply: Ready }),
    socketStats: (): Promise<SocketStats> =>
      call({ method: 'GET', path: '/api/websocket/stats', reply: SocketStats }),
  };
}
