import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { smallPhotographs } from '../harness/frames.ts';
import { startPair } from '../harness/pair.ts';
import { until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { times, type Finding } from './report.ts';

const PATIENCE_MS = 10 * 60_000;

/** How exactly the cap of the uplink is kept: bytes of renditions that went out against the cap. */
export async function cap({ short }: BenchOptions): Promise<Finding[]> {
  const photos = short ? 8 : 60;
  const bytesPerSecond = short ? 400_000 : 1_000_000;
  const settings = {
    paused: true,
    order: 'newest',
    cap: bytesPerSecond,
    metered: false,
    originals: 'never',
  } as const;
  const pair = await startPair();
  try {
    await pair.tether.call('setUplink', settings);
    for (const frame of await smallPhotographs(photos)) {
      await writeFile(path.join(pair.hotFolder, frame.name), frame.bytes);
    }
    const backlog = async () => (await pair.tether.status()).uplink.backlog;
    await until('all to wait', async () => (await backlog()).photos === photos, PATIENCE_MS);
    const { bytes } = await backlog();
    const started = performance.now();
    await pair.tether.call('setUplink', { ...settings, paused: false });
    await until('all to be out', async () => (await backlog()).bytes === 0, PATIENCE_MS);
    const rate = bytes / ((performance.now() - started) / 1000);
    return [
      {
        bench: 'cap',
        what: `${photos} photos waiting, uplink capped at ${bytesPerSecond / 1000} kB/s`,
        figure: `${Math.round(rate / 1000)} kB/s`,
        comparison: 'the cap',
        ratio: times(rate / bytesPerSecond),
        budget: '',
        verdict: 'no budget',
        note: `${(bytes / 1e6).toFixed(1)} MB of renditions; requests and headers come on top`,
      },
    ];
  } finally {
    await pair.stop();
  }
}
