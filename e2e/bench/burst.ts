import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PublicSession } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { largePhotographs, type Frame } from '../harness/frames.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { temporaryFolder } from '../harness/project.ts';
import { until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { renderThroughput } from './render/render.ts';
import { atMost, times, type Finding } from './report.ts';

/** Lays all files ready beside the hot folder and moves them in, in one moment. */
async function dropAtOnce(product: Product, frames: Frame[]): Promise<number> {
  const staging = path.join(path.dirname(product.hotFolder), 'staging');
  await mkdir(staging);
  for (const frame of frames) await writeFile(path.join(staging, frame.name), frame.bytes);
  const started = performance.now();
  for (const { name } of frames) {
    await rename(path.join(staging, name), path.join(product.hotFolder, name));
  }
  return started;
}

async function photoCount({ ready }: Product): Promise<number> {
  const reply = await fetch(new URL(`/api/sessions/${ready.sessionId}`, ready.relay));
  return z.parse(PublicSession, await reply.json()).photoCount;
}

/** How long a card's worth of photographs takes when it arrives all at once. */
export async function burst({ short }: BenchOptions): Promise<Finding[]> {
  const frames = await largePhotographs(short ? 10 : 60);
  const folder = await temporaryFolder('burst');
  try {
    for (const frame of frames) await writeFile(path.join(folder.path, frame.name), frame.bytes);
    const alone = frames.length / (await renderThroughput(folder.path));
    const product = await startProduct();
    try {
      const started = await dropAtOnce(product, frames);
      await until(
        `${frames.length} photos to be live`,
        async () => (await photoCount(product)) === frames.length,
        600_000,
      );
      const seconds = (performance.now() - started) / 1000;
      return [
        {
          bench: 'burst',
          what: `${frames.length} × 24 MP dropped at once, until all are live`,
          figure: `${seconds.toFixed(1)} s`,
          comparison: `rendering them alone ${alone.toFixed(1)} s`,
          ratio: times(seconds / alone),
          budget: '≤ 1.25 ×',
          verdict: atMost(seconds / alone, 1.25),
          note: `${(frames.length / seconds).toFixed(1)} photos/s live`,
        },
      ];
    } finally {
      await product.stop();
    }
  } finally {
    await folder.remove();
  }
}
