import { once } from 'node:events';
import net from 'node:net';

/**
 * What the network does to connections:
 * `open` carries everything; `cut` ends those there are and refuses new ones; `black hole` accepts
 * and carries nothing; `lose replies` lets requests arrive and ends the connection when the first
 * byte of an answer comes back.
 */
export type LinkMode = 'open' | 'cut' | 'black hole' | 'lose replies';

export interface FlakyLink {
  readonly port: number;
  readonly url: string;
  /** Connections that ended with their answer underway. */
  readonly repliesLost: number;
  /** `cut` also ends what is open; the others hold for what is open as well. */
  become(mode: LinkMode): void;
  /** The open connections never carry another byte, and are never closed; new ones are fine. */
  freezeOpenConnections(): number;
  stop(): Promise<void>;
}

interface Pair {
  near: net.Socket;
  far: net.Socket;
  frozen: boolean;
}

/** A TCP link from a new port on 127.0.0.1 to another one, which can be made to fail. */
export async function startFlakyLink(target: number): Promise<FlakyLink> {
  const pairs = new Set<Pair>();
  let mode: LinkMode = 'open';
  let repliesLost = 0;

  function end(pair: Pair): void {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  /** Whether bytes may pass; a frozen connection swallows them like a router that lost its table. */
  const carries = (pair: Pair): boolean => !pair.frozen && mode !== 'black hole';

  const server = net.createServer((near) => {
    if (mode === 'cut') {
      near.destroy();
      return;
    }
    const pair: Pair = { near, far: net.connect(target, '127.0.0.1'), frozen: false };
    pairs.add(pair);
    pair.near.setNoDelay(true);
    pair.far.setNoDelay(true);
    near.on('data', (bytes: Buffer) => {
      if (carries(pair) && !pair.far.write(bytes)) {
        near.pause();
        pair.far.once('drain', () => near.resume());
      }
    });
    pair.far.on('data', (bytes: Buffer) => {
      if (!carries(pair)) return;
      if (mode === 'lose replies') {
        repliesLost += 1;
        end(pair);
      } else if (!near.write(bytes)) {
        pair.far.pause();
        near.once('drain', () => pair.far.resume());
      }
    });
    for (const side of [near, pair.far]) {
      // A side that fails or closes takes the other with it, unless the link hides everything.
      side.on('error', () => carries(pair) && end(pair));
      side.on('close', () => carries(pair) && end(pair));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  const { port } = address;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    get repliesLost() {
      return repliesLost;
    },
    become(next) {
      // What went into a black hole is lost: those connections cannot be carried on.
      if (next === 'cut' || mode === 'black hole') for (const pair of pairs) end(pair);
      mode = next;
    },
    freezeOpenConnections() {
      for (const pair of pairs) pair.frozen = true;
      return pairs.size;
    },
    async stop() {
      for (const pair of pairs) end(pair);
      server.close();
      await once(server, 'close');
    },
  };
}
