import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { writeLargePhotographs } from '../../harness/frames.ts';
import { temporaryFolder } from '../../harness/project.ts';
import type { BenchOptions } from '../options.ts';
import { atLeast, atMost, times, type Finding } from '../report.ts';
import { sum } from '../statistics.ts';
import { Usage } from './measured-run.ts';

const run = promisify(execFile);

/** Each side in a process of its own: the settings of libvips hold for a whole process. */
async function measure(side: 'ours' | 'plain', folder: string): Promise<Usage> {
  const entry = path.join(import.meta.dirname, `${side}.ts`);
  const { stdout } = await run(process.execPath, [entry, folder]);
  return z.parse(Usage, JSON.parse(stdout));
}

/** Photographs developed per second by the engine on all cores, without anything else to do. */
export async function renderThroughput(folder: string): Promise<number> {
  const { photos, secondsAtFullTilt } = await measure('ours', folder);
  return photos / secondsAtFullTilt;
}

/** CPU time and throughput of the render step against three plain sharp pipelines. */
export async function render({ short }: BenchOptions): Promise<Finding[]> {
  const folder = await temporaryFolder('render');
  try {
    await writeLargePhotographs(folder.path, short ? 3 : 8);
    const ours: Usage[] = [];
    const plain: Usage[] = [];
    // In turns, so that a machine that slows down or speeds up does so for both.
    for (let round = 0; round < (short ? 1 : 3); round += 1) {
      ours.push(await measure('ours', folder.path));
      plain.push(await measure('plain', folder.path));
    }
    const photos = sum(ours.map((usage) => usage.photos));
    const cpu = (usages: Usage[]): number => sum(usages.map((usage) => usage.cpuSeconds)) / photos;
    const rate = (usages: Usage[]): number =>
      photos / sum(usages.map((usage) => usage.secondsAtFullTilt));
    return [
      {
        bench: 'render',
        what: '24 MP → thumb+grid+full, watermark, durable spool, metadata proof: CPU each',
        figure: `${cpu(ours).toFixed(3)} s`,
        comparison: `three plain sharp pipelines ${cpu(plain).toFixed(3)} s`,
        ratio: times(cpu(ours) / cpu(plain)),
        budget: '≤ 0.55 ×',
        verdict: atMost(cpu(ours) / cpu(plain), 0.55),
      },
      {
        bench: 'render',
        what: 'the same on all cores: photos',
        figure: `${rate(ours).toFixed(2)}/s`,
        comparison: `three plain sharp pipelines ${rate(plain).toFixed(2)}/s`,
        ratio: times(rate(ours) / rate(plain)),
        budget: '≥ 1.7 ×',
        verdict: atLeast(rate(ours) / rate(plain), 1.7),
      },
    ];
  } finally {
    await folder.remove();
  }
}
