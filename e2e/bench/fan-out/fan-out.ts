import { fork } from 'node:child_process';
import path from 'node:path';
import { portOf } from '../../harness/ports.ts';
import { pinToCore } from '../../harness/cpu.ts';
import { asDevice, newId, noisePicture, type Device } from '../../harness/device.ts';
import { startScaled, whyNotScaled } from '../../scaled/scaled.ts';
import { startRelayAlone } from '../relay-alone.ts';
import { atMost, ms, notRun, times, type Finding } from '../report.ts';
import { median, percentile } from '../statistics.ts';
import type { BenchOptions } from '../options.ts';
import { openViewers, socketIoHello, type Hello } from './viewers.ts';

/** Milliseconds until the last viewer had the event, one per round. */
type Rounds = number[];

/** Says how many bytes went to each viewer, so that the plain loop sends as many. */
type Push = (round: number) => Promise<void>;

const WARM_UP_ROUNDS = 3;

async function measure(
  viewerCount: number,
  rounds: number,
  hellos: readonly Hello[],
  mark: (round: number) => string,
  push: Push,
): Promise<Rounds> {
  const viewers = await openViewers(viewerCount, hellos);
  try {
    const last: Rounds = [];
    for (let round = 1; round <= WARM_UP_ROUNDS + rounds; round += 1) {
      const reached = await viewers.round(mark(round), () => push(round));
      if (round > WARM_UP_ROUNDS) last.push(reached.last);
    }
    return last;
  } finally {
    viewers.close();
  }
}

/** Publishes one photo, and a new revision of it in every round. */
async function measureRelays(
  device: Device,
  hellos: readonly Hello[],
  viewerCount: number,
  rounds: number,
): Promise<Rounds> {
  const thumb = await noisePicture(400, 267, 10_000);
  const grid = await noisePicture(1080, 720, 60_000);
  await device.upload(thumb);
  await device.upload(grid);
  const photoId = newId(Date.now());
  await device.publish(photoId, 1, thumb, grid);
  // Round 1 is revision 2.
  const mark = (round: number): string => `"revision":${round + 1},`;
  return measure(viewerCount, rounds, hellos, mark, async (round) => {
    await device.publish(photoId, round + 1, thumb, grid);
  });
}

async function measureRelay(viewerCount: number, rounds: number): Promise<Rounds> {
  const relay = await startRelayAlone();
  try {
    await pinToCore(relay.pid, 0);
    const hello = socketIoHello(relay.url, relay.sessionId);
    return await measureRelays(relay.device, [hello], viewerCount, rounds);
  } finally {
    await relay.stop();
  }
}

/** Half of the viewers at each of two relays, all published through one; null where it cannot run. */
async function measureTwoRelays(viewerCount: number, rounds: number): Promise<Rounds | null> {
  if ((await whyNotScaled()) !== null) return null;
  const scaled = await startScaled();
  try {
    const { instances, sessionId, deviceToken } = scaled;
    const hellos = instances.map(({ url }) => socketIoHello(url, sessionId));
    const device = asDevice(instances[0].url, sessionId, deviceToken);
    return await measureRelays(device, hellos, viewerCount, rounds);
  } finally {
    await scaled.stop();
  }
}

const EVENT_BYTES = 600;

async function measurePlainLoop(viewerCount: number, rounds: number): Promise<Rounds> {
  const server = fork(path.join(import.meta.dirname, 'plain-server.ts'));
  try {
    const port = await portOf(server);
    await pinToCore(server.pid ?? -1, 0);
    const hello = { url: `ws://127.0.0.1:${port}`, greet: () => true };
    const mark = (round: number): string => `"round":${round},`;
    return await measure(viewerCount, rounds, [hello], mark, async (round) => {
      const body = `{"round":${round},"filler":"`.padEnd(EVENT_BYTES, 'x');
      await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
    });
  } finally {
    server.kill();
  }
}

/** How soon the last of many viewers has an event, against a plain `ws` loop. */
export async function fanOut({ short }: BenchOptions): Promise<Finding[]> {
  const viewers = short ? 1_000 : 10_000;
  const rounds = short ? 10 : 30;
  const relay = await measureRelay(viewers, rounds);
  const two = await measureTwoRelays(viewers, rounds);
  const plain = await measurePlainLoop(viewers, rounds);
  const ratio = median(relay) / median(plain);
  const p99 = percentile(relay, 0.99);
  const what = `last of ${viewers.toLocaleString('en')} viewers has the event`;
  return [
    {
      bench: 'fan-out',
      what: `${what}, p50`,
      figure: ms(median(relay)),
      comparison: `plain ws loop ${ms(median(plain))}`,
      ratio: times(ratio),
      budget: '≤ 1.5 ×',
      verdict: atMost(ratio, 1.5),
      note: 'From the publish request (HTTP, checks, one commit) to the last viewer; the plain loop from its request.',
    },
    {
      bench: 'fan-out',
      what: `${what}, p99`,
      figure: ms(p99),
      comparison: `plain ws loop ${ms(percentile(plain, 0.99))}`,
      ratio: '',
      budget: '≤ 1 s',
      verdict: atMost(p99, 1000),
    },
    twoRelays(what, two, plain),
  ];
}

function twoRelays(what: string, two: Rounds | null, plain: Rounds): Finding {
  const whole = `${what}, two relays with Redis, p50`;
  if (two === null) return notRun('fan-out', whole, '', 'nginx or Redis is not to be had.');
  return {
    bench: 'fan-out',
    what: whole,
    figure: ms(median(two)),
    comparison: `plain ws loop ${ms(median(plain))}`,
    ratio: times(median(two) / median(plain)),
    budget: '',
    verdict: 'no budget',
    note: `p99 ${ms(percentile(two, 0.99))}; published through one of them; PostgreSQL and Redis share the cores.`,
  };
}
