import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cpuSecondsOf } from '../harness/cpu.ts';
import { startProduct } from '../harness/product.ts';
import { openTether } from '../harness/tether.ts';
import { sleep, until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { atMost, notRun, type Finding } from './report.ts';

const PER_FOLDER = 500;

/** Films: recognised at once and not developed, because what is measured is the watching. */
async function fillHotFolder(hotFolder: string, files: number): Promise<void> {
  const film = Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1');
  for (let index = 0; index < files; index += 1) {
    const folder = path.join(hotFolder, `day-${Math.floor(index / PER_FOLDER)}`);
    if (index % PER_FOLDER === 0) await mkdir(folder);
    const name = `MVI_${String(index).padStart(5, '0')}.MOV`;
    // Each is another one: the same bytes would be one shot.
    await writeFile(path.join(folder, name), Buffer.concat([film, Buffer.from(name)]));
  }
}

/** What the engine costs while nothing happens. */
export async function idle({ short }: BenchOptions): Promise<Finding[]> {
  const files = short ? 1_000 : 10_000;
  // Two of the looks at every file, which come each minute.
  const seconds = short ? 10 : 120;
  const what = `engine watching ${files.toLocaleString('en')} files, no changes, over ${seconds} s`;
  const budget = '≤ 1 % of a core';
  if (process.platform !== 'linux') {
    return [
      notRun('idle', what, budget, 'CPU time of another process is read from /proc (Linux).'),
    ];
  }
  const product = await startProduct({ prepare: (folder) => fillHotFolder(folder, files) });
  try {
    const tether = openTether(product.ready.tether);
    await until(
      'all files to be listed',
      async () => (await tether.status()).counts.unpublished === files,
      300_000,
    );
    // What the first scan left behind (collections, a checkpoint) is not idling.
    await sleep(5_000);
    const { engine, relay } = product.ready.pids;
    const before = { engine: await cpuSecondsOf(engine), relay: await cpuSecondsOf(relay) };
    await sleep(seconds * 1000);
    const share = async (pid: number, earlier: number | null): Promise<number> =>
      (((await cpuSecondsOf(pid)) ?? 0) - (earlier ?? 0)) / seconds;
    const engineShare = await share(engine, before.engine);
    const relayShare = await share(relay, before.relay);
    return [
      {
        bench: 'idle',
        what,
        figure: `${(engineShare * 100).toFixed(2)} %`,
        comparison: `the relay ${(relayShare * 100).toFixed(2)} %`,
        ratio: '',
        budget,
        verdict: atMost(engineShare, 0.01),
      },
    ];
  } finally {
    await product.stop();
  }
}
