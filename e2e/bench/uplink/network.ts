import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { exitOf } from '../../harness/processes.ts';

const run = promisify(execFile);

export interface Line {
  bitsPerSecond: number;
  /** There and back, in milliseconds. */
  roundTripMs: number;
  /** Share of the packets, each way. */
  loss: number;
}

/** A relay beyond a slow line, on one machine. */
export interface Network {
  /** Where the relay must listen. */
  readonly relayHost: string;
  /** What this machine must call to reach a relay through the line. */
  readonly farHost: string;
  /** Lets the far side answer, on the same port as the relay's. */
  openTo(relayPort: number): Promise<void>;
  remove(): Promise<void>;
}

/* One /24 for each pair of ends, of the range for benchmarks (RFC 2544: 198.18.0.0/15). */
const NEAR = { here: '198.18.1.1', line: '198.18.1.2' };
const FAR = { far: '198.18.2.2', line: '198.18.2.1' };
const DIRECT = { here: '198.18.3.1', far: '198.18.3.2' };
const TUNNEL = { here: '198.18.9.1', far: '198.18.9.2' };
const SHORT_ID = String(process.pid % 100_000);

/** Network namespaces of this run: the line, and what is beyond it. */
const LINE = `pl-line-${SHORT_ID}`;
const BEYOND = `pl-far-${SHORT_ID}`;
const INTERRUPTIONS = ['SIGINT', 'SIGTERM'] as const;
const name = (end: string): string => `pl${end}${SHORT_ID}`;

async function ip(command: string): Promise<void> {
  await run('ip', command.split(' '));
}

/** Why the bench cannot run here, or null. */
export async function whyNot(): Promise<string | null> {
  if (process.platform !== 'linux') return 'Network namespaces need Linux.';
  if (process.getuid?.() !== 0) return 'Network namespaces need root.';
  const { stdout: addresses } = await run('ip', ['-o', 'addr']);
  const own = [NEAR.here, DIRECT.here, TUNNEL.here];
  if (own.some((address) => addresses.includes(` ${address}/`)))
    return 'Another run of this bench is under way.';
  const probe = `pl-try-${SHORT_ID}`;
  try {
    await ip(`netns add ${probe}`);
    await ip(`link add ${name('t')} type vxlan id 78 remote 198.18.1.2 dstport 4790 dev lo`);
    await ip(`link del ${name('t')}`);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : '';
    return `This system has no network namespaces or VXLAN (${reason}).`;
  } finally {
    await ip(`netns del ${probe}`).catch(() => undefined);
  }
}

async function connect(
  a: { end: string; address: string; space?: string },
  b: { end: string; address: string; space: string },
): Promise<void> {
  await ip(`link add ${name(a.end)} type veth peer name ${name(b.end)}`);
  for (const { end, address, space } of [a, b]) {
    const inside = space === undefined ? '' : `-n ${space} `;
    if (space !== undefined) await ip(`link set ${name(end)} netns ${space}`);
    await ip(`${inside}addr add ${address}/24 dev ${name(end)}`);
    await ip(`${inside}link set ${name(end)} up`);
  }
}

async function tunnel(inside: string, local: string, remote: string, over: string, own: string) {
  await ip(
    `${inside}link add ${name('x')} type vxlan id 77 local ${local} remote ${remote} dstport 4789 dev ${name(over)} udpcsum remcsumtx remcsumrx`,
  );
  await ip(`${inside}addr add ${own}/24 dev ${name('x')}`);
  await ip(`${inside}link set ${name('x')} up`);
}

/** A script of this folder in a namespace; it ends when its standard input does. */
async function runIn(space: string, script: string, args: string[]): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, script);
  const child = spawn('ip', ['netns', 'exec', space, process.execPath, entry, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** Builds the network; `remove` takes away all of it. */
export async function buildNetwork(line: Line): Promise<Network> {
  const children: ChildProcess[] = [];
  /** Interfaces outlive whoever made them: an interrupted bench has to tidy up as well. */
  const interrupted = (): void => void remove().finally(() => process.exit(130));
  async function remove(): Promise<void> {
    for (const signal of INTERRUPTIONS) process.off(signal, interrupted);
    for (const child of children) {
      child.stdin?.end();
      await exitOf(child);
    }
    const links = ['x', 'a', 'e'].map((end) => `link del ${name(end)}`);
    for (const command of [...links, `netns del ${LINE}`, `netns del ${BEYOND}`]) {
      // After a failed start some of it does not exist.
      await ip(command).catch(() => undefined);
    }
  }
  for (const signal of INTERRUPTIONS) process.once(signal, interrupted);
  try {
    await ip(`netns add ${LINE}`);
    await ip(`netns add ${BEYOND}`);
    await connect({ end: 'a', address: NEAR.here }, { end: 'b', address: NEAR.line, space: LINE });
    await connect(
      { end: 'c', address: FAR.line, space: LINE },
      { end: 'd', address: FAR.far, space: BEYOND },
    );
    await connect(
      { end: 'e', address: DIRECT.here },
      { end: 'f', address: DIRECT.far, space: BEYOND },
    );
    await tunnel('', NEAR.here, NEAR.line, 'a', TUNNEL.here);
    await tunnel(`-n ${BEYOND} `, FAR.far, FAR.line, 'd', TUNNEL.far);
    const { bitsPerSecond, roundTripMs, loss } = line;
    const numbers = [bitsPerSecond, roundTripMs / 2, loss].map(String);
    children.push(await runIn(LINE, 'impaired-link.ts', [NEAR.here, FAR.far, ...numbers]));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    relayHost: DIRECT.here,
    farHost: TUNNEL.far,
    async openTo(relayPort) {
      const port = String(relayPort);
      children.push(await runIn(BEYOND, 'forwarder.ts', [TUNNEL.far, port, DIRECT.here, port]));
    },
    remove,
  };
}
