import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { smallPhotographs } from '../../harness/frames.ts';
import { newDeviceToken, startEngine, startRelay } from '../../harness/parts.ts';
import { freePort } from '../../harness/ports.ts';
import { temporaryFolder } from '../../harness/project.ts';
import { viewRelay } from '../../harness/relay-view.ts';
import { openTether } from '../../harness/tether.ts';
import { until } from '../../harness/until.ts';
import type { BenchOptions } from '../options.ts';
import { atLeast, notRun, times, type Finding } from '../report.ts';
import { sum } from '../statistics.ts';
import { buildNetwork, whyNot, type Network } from './network.ts';

const LINE = { bitsPerSecond: 10e6, roundTripMs: 100, loss: 0.01 };
const BUDGET = '≥ 0.85';
const PATIENCE_MS = 15 * 60_000;

/** What one plain TCP stream makes of the line: bits per second. */
async function plainStream(network: Network, bytes: number): Promise<number> {
  const sink = net.createServer((socket) => socket.resume().on('end', () => socket.end()));
  sink.listen(0, network.relayHost);
  await once(sink, 'listening');
  const address = sink.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  await network.openTo(address.port);
  const started = performance.now();
  const socket = net.connect(address.port, network.farHost);
  socket.resume().end(Buffer.alloc(bytes));
  await once(socket, 'close');
  sink.close();
  return (bytes * 8) / ((performance.now() - started) / 1000);
}

async function drainOutbox(
  network: Network,
  photos: number,
): Promise<{ bytes: number; seconds: number }> {
  const scratch = await temporaryFolder('uplink');
  const hotFolder = path.join(scratch.path, 'hot');
  await mkdir(hotFolder);
  for (const frame of await smallPhotographs(photos)) {
    await writeFile(path.join(hotFolder, frame.name), frame.bytes);
  }
  const deviceToken = newDeviceToken();
  const port = await freePort();
  const relay = await startRelay({
    dataDir: path.join(scratch.path, 'relay'),
    deviceToken,
    port,
    host: network.relayHost,
  });
  const engine = await startEngine({
    dataDir: path.join(scratch.path, 'engine'),
    hotFolder,
    relayUrl: `http://${network.farHost}:${port}`,
    deviceToken,
    sessionId: relay.ready.sessionId,
  });
  try {
    const tether = openTether(engine.ready.tetherUrl ?? '');
    const queued = async (): Promise<boolean> => (await tether.status()).counts.queued === photos;
    await until(`${photos} photos to be queued`, queued, PATIENCE_MS);
    await network.openTo(port);
    const online = async (): Promise<boolean> => (await tether.status()).relay.state === 'online';
    await until('the relay to be reached', online);
    const started = performance.now();
    const view = viewRelay(`http://${network.relayHost}:${port}`, relay.ready.sessionId);
    const live = await view.waitForComplete(photos, PATIENCE_MS);
    const seconds = (performance.now() - started) / 1000;
    const bytes = live.map(({ renditions: { thumb, grid, full } }) =>
      sum([thumb.bytes, grid.bytes, full?.bytes ?? 0]),
    );
    return { bytes: sum(bytes), seconds };
  } finally {
    await engine.stop();
    await relay.stop();
    await scratch.remove();
  }
}

/** How much of a venue's thin, lossy uplink the outbox uses. */
export async function uplink({ short }: BenchOptions): Promise<Finding[]> {
  const photos = short ? 12 : 200;
  const what = `${photos} photos queued, 10 Mbit/s, 100 ms round trip, 1 % loss: share of the line`;
  const reason = await whyNot();
  if (reason !== null) return [notRun('uplink', what, BUDGET, reason)];
  const network = await buildNetwork(LINE);
  try {
    const { bytes, seconds } = await drainOutbox(network, photos);
    const share = (bytes * 8) / seconds / LINE.bitsPerSecond;
    const plain = (await plainStream(network, short ? 5e6 : 30e6)) / LINE.bitsPerSecond;
    return [
      {
        bench: 'uplink',
        what,
        figure: share.toFixed(2),
        comparison: `one plain TCP stream ${plain.toFixed(2)}`,
        ratio: times(share / plain),
        budget: BUDGET,
        verdict: atLeast(share, 0.85),
        note: `${(bytes / 1e6).toFixed(1)} MB of renditions in ${seconds.toFixed(1)} s; the line is charged for whole IP packets`,
      },
    ];
  } finally {
    await network.remove();
  }
}
