import { execFile, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT, temporaryFolder } from '../harness/project.ts';
import { exitOf } from '../harness/processes.ts';
import { sleep } from '../harness/until.ts';
import { fillWithPhotos, publishOne } from './backup-photos.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone } from './relay-alone.ts';
import { atLeast, atMost, ms, say, times, type Finding } from './report.ts';
import { percentile } from './statistics.ts';

const run = promisify(execFile);

/** Share of the throughput of tar, which proves nothing and hashes nothing. */
const LEAST_OF_TAR = 0.5;
/** A process that keeps all of it in memory would need gigabytes. */
const MOST_MEMORY = 512 * 1024 * 1024;
const ASK_EVERY_MS = 25;
const WEIGH_EVERY_MS = 1_000;

/** `npm run backup` of many photos on SQLite and disk, beside tar, while guests ask the relay. */
export async function backup({ short }: BenchOptions): Promise<Finding[]> {
  const photos = short ? 2_000 : 100_000;
  const scratch = await temporaryFolder('backup-bench');
  const relay = await startRelayAlone();
  try {
    await publishOne(relay);
    await relay.restartAfter((dataDir) => fillWithPhotos(dataDir, photos));
    const tarFile = path.join(scratch.path, 'plain.tar');
    // The first one brings the folder into the memory of the system, for both alike.
    await plainTar(relay.dataDir, tarFile);
    const tarMs = await plainTar(relay.dataDir, tarFile);
    const file = path.join(scratch.path, 'backup.tar');
    const took = await takeBackup(relay.dataDir, file);
    const calm = await askWhile(relay.url, relay.sessionId, () => sleep(5_000));
    const busy = await askWhile(relay.url, relay.sessionId, async () => {
      await takeBackup(relay.dataDir, path.join(scratch.path, 'again.tar'));
    });
    const { size } = await stat(file);
    const { size: tarSize } = await stat(tarFile);
    say(
      `    ${photos} photos: ${mega(size)} MB in ${ms(took.elapsedMs)}, tar ${mega(tarSize)} MB in ${ms(tarMs)}`,
    );
    const ratio = size / took.elapsedMs / (tarSize / tarMs);
    const [calmMs, busyMs] = [percentile(calm, 0.95), percentile(busy, 0.95)];
    return [
      {
        bench: 'backup',
        what: `${photos} photos, throughput`,
        figure: `${mega((size / took.elapsedMs) * 1000)} MB/s`,
        comparison: `tar of the same folder ${mega((tarSize / tarMs) * 1000)} MB/s`,
        ratio: times(ratio),
        budget: `≥ ${LEAST_OF_TAR} ×`,
        verdict: atLeast(ratio, LEAST_OF_TAR),
      },
      {
        bench: 'backup',
        what: `${photos} photos, memory of its process at most`,
        figure: `${mega(took.peakBytes)} MB`,
        comparison: '',
        ratio: '',
        budget: `≤ ${mega(MOST_MEMORY)} MB`,
        verdict: atMost(took.peakBytes, MOST_MEMORY),
      },
      {
        bench: 'backup',
        what: 'the list of photos meanwhile, p95',
        figure: ms(busyMs),
        comparison: `without a backup ${ms(calmMs)}`,
        ratio: times(busyMs / calmMs),
        budget: '',
        verdict: 'no budget',
      },
    ];
  } finally {
    await relay.stop();
    await scratch.remove();
  }
}

/** @returns milliseconds until it is on the disk. */
async function plainTar(folder: string, file: string): Promise<number> {
  const began = performance.now();
  await run('tar', ['-cf', file, '-C', folder, '.']);
  await run('sync', [file]);
  return performance.now() - began;
}

/** The command itself, without npm and the set-up. */
async function takeBackup(dataDir: string, file: string) {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/backup.ts', file], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakBytes = 0;
  const weigh = setInterval(() => {
    run('ps', ['-o', 'rss=', '-p', String(child.pid)]).then(
      ({ stdout }) => (peakBytes = Math.max(peakBytes, Number(stdout) * 1024)),
      () => {
        // It has just ended.
      },
    );
  }, WEIGH_EVERY_MS);
  const code = await exitOf(child);
  clearInterval(weigh);
  if (code !== 0) throw new Error(`The backup ended with ${code}.`);
  return { elapsedMs: performance.now() - began, peakBytes };
}

/** Milliseconds that a guest waited for the first page of photos, again and again. */
async function askWhile(
  url: string,
  sessionId: string,
  work: () => Promise<void>,
): Promise<number[]> {
  const waits: number[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now();
      await (await fetch(`${url}/api/photos?sessionId=${sessionId}`)).arrayBuffer();
      waits.push(performance.now() - began);
      await sleep(ASK_EVERY_MS);
    }
  })();
  await work().finally(() => over.abort());
  await asking;
  return waits;
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
