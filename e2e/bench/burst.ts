import { rename } from 'node:fs/promises';
import path from 'node:path';
import { PublicSession } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { cpuSecondsOf } from '../harness/cpu.ts';
import { writeLargePhotographs } from '../harness/frames.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { temporaryFolder } from '../harness/project.ts';
import { until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { renderThroughput } from './render/render.ts';
import { atMost, times, type Finding } from './report.ts';

/** Moves all files in, in one moment; says when that began (`performance.now()`). */
async function dropAtOnce(product: Product, folder: string, names: string[]): Promise<number> {
  const started = performance.now();
  for (const name of names) {
    await rename(path.join(folder, name), path.join(product.hotFolder, name));
  }
  return started;
}

async function photoCount({ ready }: Product): Promise<number> {
  const reply = await fetch(new URL(`/api/sessions/${ready.sessionId}`, ready.relay));
  return z.parse(PublicSession, await reply.json()).photoCount;
}

/** What each part has used for a photo by now; nothing where the system does not tell. */
async function cpuPerPhoto({ ready }: Product, photos: number): Promise<string> {
  const [engine, relay] = await Promise.all([
    cpuSecondsOf(ready.pids.engine),
    cpuSecondsOf(ready.pids.relay),
  ]);
  if (engine === null || relay === null) return '';
  const each = (seconds: number): string => `${(seconds / photos).toFixed(3)} s`;
  return `; CPU for each photo, start included: engine ${each(engine)}, relay ${each(relay)}`;
}

/** How long a card's worth of photographs takes when it arrives all at once. */
export async function burst({ short }: BenchOptions): Promise<Finding[]> {
  const folder = await temporaryFolder('burst');
  try {
    const names = await writeLargePhotographs(folder.path, short ? 10 : 60);
    const alone = names.length / (await renderThroughput(folder.path));
    const product = await startProduct();
    try {
      const started = await dropAtOnce(product, folder.path, names);
      await until(
        `${names.length} photos to be live`,
        async () => (await photoCount(product)) === names.length,
        600_000,
      );
      const seconds = (performance.now() - started) / 1000;
      const cpu = await cpuPerPhoto(product, names.length);
      return [
        {
          bench: 'burst',
          what: `${names.length} × 24 MP dropped at once, until all are live`,
          figure: `${seconds.toFixed(1)} s`,
          comparison: `rendering them alone ${alone.toFixed(1)} s`,
          ratio: times(seconds / alone),
          budget: '≤ 1.25 ×',
          verdict: atMost(seconds / alone, 1.25),
          note: `${(names.length / seconds).toFixed(1)} photos/s live${cpu}`,
        },
      ];
    } finally {
      await product.stop();
    }
  } finally {
    await folder.remove();
  }
}
