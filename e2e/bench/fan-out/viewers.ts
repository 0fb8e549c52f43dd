import { WebSocket } from 'ws';
import { median } from '../statistics.ts';

/** Connections that are being made at the same time. */
export const CONNECTING = 100;

export interface Viewers {
  readonly count: number;
  /**
   * Runs `trigger` and resolves to the milliseconds until the last viewer had the next message that
   * holds `mark`, with the median viewer's.
   */
  round(mark: string, trigger: () => Promise<void>): Promise<{ median: number; last: number }>;
  close(): void;
}

export interface Hello {
  url: string;
  /** Called with each text message until it says that the viewer is in its room. */
  greet: (socket: WebSocket, message: string) => boolean;
}

/** Engine.IO 4 and Socket.IO 5 by hand: open `0`, connect `40`, events `42`, acknowledgement `43`. */
export function socketIoHello(relay: string, sessionId: string): Hello {
  const url = new URL('/socket.io/?EIO=4&transport=websocket', relay);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const join = JSON.stringify(['join_session', { sessionId }]);
  return {
    url: url.href,
    greet(socket, message) {
      if (message.startsWith('0')) socket.send('40');
      else if (message.startsWith('40')) socket.send(`420${join}`);
      else if (message.startsWith('44')) throw new Error(`Refused: ${message}`);
      else if (message.startsWith('430')) {
        if (!message.includes('"ok":true')) throw new Error(`Not joined: ${message}`);
        return true;
      }
      return false;
    },
  };
}

/** Opens one viewer, and resolves once it is in its room. */
export function openViewer(
  { url, greet }: Hello,
  onMessage: (message: string) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
    let joined = false;
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('A viewer was disconnected.')));
    socket.on('message', (data: Buffer) => {
      const message = data.toString('latin1');
      // A ping of Engine.IO; an unanswered one ends the connection.
      if (message === '2') socket.send('3');
      else if (joined) onMessage(message);
      else if (isGreeted(message)) {
        joined = true;
        resolve(socket);
      }
    });
    function isGreeted(message: string): boolean {
      try {
        return greet(socket, message);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        socket.terminate();
        return false;
      }
    }
  });
}

/** Opens `count` viewers, each with its own connection; by turns where there are several servers. */
export async function openViewers(count: number, hellos: readonly Hello[]): Promise<Viewers> {
  let arrived: (message: string) => void = () => undefined;
  const sockets: WebSocket[] = [];
  let opened = 0;
  const lane = async (): Promise<void> => {
    while (opened < count) {
      const hello = hellos[opened % hellos.length];
      opened += 1;
      if (hello !== undefined) sockets.push(await openViewer(hello, (message) => arrived(message)));
    }
  };
  await Promise.all(Array.from({ length: CONNECTING }, lane));
  return {
    count,
    round(mark, trigger) {
      const times: number[] = [];
      return new Promise((resolve, reject) => {
        const started = performance.now();
        const late = setTimeout(
          () => reject(new Error(`Only ${times.length} of ${count} viewers were reached.`)),
          30_000,
        );
        arrived = (message) => {
          if (!message.includes(mark)) return;
          times.push(performance.now() - started);
          if (times.length < count) return;
          clearTimeout(late);
          resolve({ median: median(times), last: times.at(-1) ?? Number.NaN });
        };
        trigger().catch(reject);
      });
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
