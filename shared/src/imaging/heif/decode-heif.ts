import { Worker } from 'node:worker_threads';
import { PictureLiveError } from '../../errors/index.ts';
import type { RawPicture } from '../raw-picture.ts';
import type { HeifAnswer, HeifQuestion } from './heif-messages.ts';

/** libheif's memory grows from picture to picture; the thread is exchanged before it matters. */
const PICTURES_PER_WORKER = 12;
/** A file that keeps it busy for longer was made to do so. */
const PATIENCE_MS = 60_000;
/** A thread that nobody needs any more gives its memory back. */
const IDLE_MS = 20_000;

/** In a bundle the worker is a program of its own beside it. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './heif-worker.ts' : './heif-worker.js',
  import.meta.url,
);

let worker: Worker | null = null;
let decoded = 0;
let idle: NodeJS.Timeout | undefined;
/** Pictures are decoded one at a time: each takes a core and up to half a gigabyte. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Decodes the primary picture of a HEIF file coded with HEVC, upright, in its own colour space.
 *
 * @throws PictureLiveError `undecodable`.
 */
export async function decodeHeif(bytes: Buffer): Promise<RawPicture> {
  const turn = last.then(() => ask(bytes));
  last = turn.catch(() => undefined);
  return turn;
}

async function ask(bytes: Buffer): Promise<RawPicture> {
  clearTimeout(idle);
  if (decoded >= PICTURES_PER_WORKER) await endWorker();
  decoded += 1;
  worker ??= startWorker();
  try {
    const reply = await answerOf(worker, { id: decoded, bytes });
    if (!reply.ok) throw undecodable(reply.reason);
    const { width, height, pixels } = reply;
    return { width, height, data: Buffer.from(pixels.buffer) };
  } finally {
    idle = setTimeout(() => void endWorker(), IDLE_MS).unref();
  }
}

function startWorker(): Worker {
  const started = new Worker(WORKER, { stdout: true, stderr: true });
  // What libheif prints is not for the standard output of the program it works in.
  started.stdout.resume();
  started.stderr.resume();
  // It must not keep a program alive that has nothing else to do.
  started.unref();
  return started;
}

async function endWorker(): Promise<void> {
  const ended = worker;
  worker = null;
  decoded = 0;
  await ended?.terminate();
}

async function answerOf(asked: Worker, question: HeifQuestion): Promise<HeifAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HeifAnswer>();
  const died = (error: Error): void => {
    if (worker === asked) worker = null;
    decoded = 0;
    reject(undecodable(error.message));
  };
  const exited = (): void => died(new Error('decoding it takes too much memory or time'));
  asked.on('message', resolve).on('error', died).on('exit', exited);
  const timer = setTimeout(() => void asked.terminate(), PATIENCE_MS);
  asked.ref();
  asked.postMessage(question, []);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    asked.unref();
    asked.off('message', resolve).off('error', died).off('exit', exited);
  }
}

function undecodable(reason: string): PictureLiveError {
  return new PictureLiveError('undecodable', `The picture cannot be decoded: ${reason}.`);
}
