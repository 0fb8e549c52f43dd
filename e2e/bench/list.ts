import { PhotoPage } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { newId, noisePicture } from '../harness/device.ts';
import { onBothDatabases, type BenchDatabase } from './databases.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone, type RelayAlone } from './relay-alone.ts';
import { atMost, ms, times, type Finding } from './report.ts';
import { percentile } from './statistics.ts';

const FEW = 100;

/** Milliseconds of each call for the newest 100. */
async function timeList(relay: RelayAlone, calls: number): Promise<number[]> {
  const url = `${relay.url}/api/photos?sessionId=${relay.sessionId}&limit=100`;
  const durations: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const started = performance.now();
    const reply = await fetch(url);
    const body = await reply.text();
    durations.push(performance.now() - started);
    const { photos } = z.parse(PhotoPage, JSON.parse(body));
    if (photos.length !== 100) throw new Error(`Listed ${photos.length} instead of 100.`);
  }
  // The first calls compile and warm caches up in both cases.
  return durations.slice(Math.floor(calls / 10));
}

/** Whether listing the newest 100 costs more in a big session than in a small one. */
export async function list({ short }: BenchOptions): Promise<Finding[]> {
  const many = short ? 10_000 : 100_000;
  const calls = short ? 200 : 1_500;
  return onBothDatabases((database) => measure(database, many, calls));
}

async function measure(database: BenchDatabase, many: number, calls: number): Promise<Finding> {
  const relay = await startRelayAlone(database.env);
  try {
    const thumb = await noisePicture(400, 267, 10_000);
    const grid = await noisePicture(1080, 720, 60_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    await relay.device.publish(newId(Date.now()), 1, thumb, grid);
    await relay.restartAfter((dataDir) => database.multiplyPhotos(dataDir, FEW));
    const few = await timeList(relay, calls);
    await relay.restartAfter((dataDir) => database.multiplyPhotos(dataDir, many));
    const lots = await timeList(relay, calls);
    const ratio = percentile(lots, 0.99) / percentile(few, 0.99);
    return {
      bench: 'list',
      what: `newest 100 of ${many.toLocaleString('en')} photos, p99 (${database.name})`,
      figure: ms(percentile(lots, 0.99)),
      comparison: `of 100 photos ${ms(percentile(few, 0.99))}`,
      ratio: times(ratio),
      budget: '≤ 2 ×',
      verdict: atMost(ratio, 2),
      note: `p50 ${ms(percentile(lots, 0.5))} against ${ms(percentile(few, 0.5))}`,
    };
  } finally {
    await relay.stop();
  }
}
