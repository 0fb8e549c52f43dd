import { statSync } from 'node:fs';
import path from 'node:path';
import { createSettler } from '@picture-live/desktop/engine/settle';
import { watchHotFolder } from '@picture-live/desktop/engine/watch';
import { watch } from 'chokidar';
import { writeInPieces } from '../harness/file-writers.ts';
import { largePhotographs, type Frame } from '../harness/frames.ts';
import { temporaryFolder } from '../harness/project.ts';
import { until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { atMost, ms, times, type Finding } from './report.ts';
import { median, percentile } from './statistics.ts';

/** As a camera utility writes over USB. */
const PACE = { pieces: 40, ms: 800 };

/** A file that a program took for complete: when (epoch milliseconds), and how long it was then. */
interface Acceptance {
  name: string;
  at: number;
  length: number;
}

interface Result {
  /** Milliseconds from the last byte to the acceptance of the whole file. */
  delays: number[];
  /** Acceptances of a file that was not all there. */
  torn: number;
}

/** Something that watches a folder and accepts files. */
type Accepting = (
  folder: string,
  accept: (acceptance: Acceptance) => void,
) => Promise<{ stop(): Promise<void> }>;

/** The engine's own watch and settle steps. */
const engineSteps: Accepting = async (root, accept) => {
  const settler = createSettler({
    admit: async () => () => undefined,
    onOutcome(outcome) {
      if (outcome.kind !== 'complete') return;
      const { candidate, bytes } = outcome.file;
      accept({ name: path.basename(candidate.path), at: Date.now(), length: bytes.length });
      outcome.release();
    },
  });
  const watching = watchHotFolder({
    id: 'bench',
    root,
    known: () => undefined,
    onCandidate: (candidate) => settler.offer(candidate),
    onGone: () => undefined,
    onState: () => undefined,
  });
  return {
    async stop() {
      await watching.stop();
      await settler.stop();
    },
  };
};

/** What most programs use, with its default of two seconds of silence. */
const awaitWriteFinish: Accepting = async (root, accept) => {
  const watcher = watch(root, { awaitWriteFinish: true, ignoreInitial: true });
  watcher.on('add', (file) => {
    accept({ name: path.basename(file), at: Date.now(), length: statSync(file).size });
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return { stop: () => watcher.close() };
};

async function measure(accepting: Accepting, frames: Frame[]): Promise<Result> {
  const folder = await temporaryFolder('settle');
  const accepted: Acceptance[] = [];
  const watching = await accepting(folder.path, (acceptance) => accepted.push(acceptance));
  try {
    const result: Result = { delays: [], torn: 0 };
    for (const frame of frames) {
      const completeAt = await writeInPieces(path.join(folder.path, frame.name), frame.bytes, PACE);
      const whole = (one: Acceptance): boolean =>
        one.name === frame.name && one.length === frame.bytes.length && one.at >= completeAt;
      const { at } = await until(`${frame.name} to be accepted`, () => accepted.find(whole));
      result.delays.push(at - completeAt);
      result.torn += accepted.filter((one) => one.name === frame.name && !whole(one)).length;
    }
    return result;
  } finally {
    await watching.stop();
    await folder.remove();
  }
}

/** How soon a complete file is known to be complete, and whether an incomplete one ever is. */
export async function settle({ short }: BenchOptions): Promise<Finding[]> {
  const frames = await largePhotographs(short ? 4 : 20);
  const ours = await measure(engineSteps, frames);
  const peer = await measure(awaitWriteFinish, frames.slice(0, short ? 2 : 5));
  const typical = median(ours.delays);
  return [
    {
      bench: 'settle',
      what: `last byte → accepted, 24 MP JPEG in 40 pieces over 800 ms, median of ${frames.length}`,
      figure: ms(typical),
      comparison: `chokidar awaitWriteFinish ${ms(median(peer.delays))}`,
      ratio: times(typical / median(peer.delays)),
      budget: '≤ 80 ms',
      verdict: atMost(typical, 80),
      note: `smallest ${ms(Math.min(...ours.delays))}, p95 ${ms(percentile(ours.delays, 0.95))}, largest ${ms(Math.max(...ours.delays))}`,
    },
    {
      bench: 'settle',
      what: 'torn files accepted',
      figure: `${ours.torn} of ${frames.length}`,
      comparison: `chokidar awaitWriteFinish ${peer.torn} of ${peer.delays.length}`,
      ratio: '',
      budget: 'never',
      verdict: atMost(ours.torn, 0),
    },
  ];
}
