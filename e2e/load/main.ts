import { parseArgs } from 'node:util';
import { startRelayAlone } from '../bench/relay-alone.ts';
import { percentile } from '../bench/statistics.ts';
import { machine } from '../harness/machine.ts';
import { startScaled, whyNotScaled } from '../scaled/scaled.ts';
import { runLoad, USUAL, type LoadResult, type Target } from './load.ts';

/*
 * `npm run load -- [--viewers N] [--photos M]`: open pages and delivered photos at once, on a relay
 * of its own, on two behind nginx (--scaled), or on one that runs (--url, --session, and its
 * DEVICE_TOKEN in the environment). Exit code 1 where a photo was lost or doubled.
 */

const OPTIONS = {
  viewers: { type: 'string', default: '300' },
  photos: { type: 'string', default: '60' },
  scaled: { type: 'boolean', default: false },
  url: { type: 'string' },
  session: { type: 'string' },
} as const;

const STOPPED = 130;

const values = readWords();

function readWords() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const names = Object.keys(OPTIONS).map((name) => `--${name}`);
    return giveUp(`${error.message.split(/\.(?:\s|$)/)[0]}. There are ${names.join(', ')}.`);
  }
}

interface Opened extends Target {
  name: string;
  stop(): Promise<void>;
}

async function open(): Promise<Opened> {
  const { url, session } = values;
  if (url !== undefined) {
    const deviceToken = process.env['DEVICE_TOKEN'];
    if (session === undefined || deviceToken === undefined) {
      return giveUp('--url needs --session with its id, and DEVICE_TOKEN in the environment.');
    }
    const target = { origins: [url], sessionId: session, deviceToken };
    return { ...target, name: url, stop: async () => {} };
  }
  if (!values.scaled) {
    const { url: origin, ...relay } = await startRelayAlone();
    return { ...relay, origins: [origin], name: 'one relay, SQLite and disk' };
  }
  const whyNot = await whyNotScaled();
  if (whyNot !== null) return giveUp(whyNot);
  const scaled = await startScaled();
  const name = 'two relays behind nginx, PostgreSQL, Redis and S3';
  return { ...scaled, origins: [scaled.origin], name, stop: () => scaled.stop() };
}

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function count(name: 'viewers' | 'photos', most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  return giveUp(`--${name} must be a whole number from 1 to ${most}.`);
}

function print(result: LoadResult): void {
  const ms = (share: number) => `${Math.round(percentile(result.toLastViewer, share))} ms`;
  const reached =
    result.toLastViewer.length === 0 ? 'never' : `p50 ${ms(0.5)}, p95 ${ms(0.95)}, p99 ${ms(0.99)}`;
  const lines = [
    `photos a minute           ${Math.round(result.photosPerMinute)}`,
    `announced → last viewer   ${reached}`,
    `lost                      ${result.lost}`,
    `doubled                   ${result.doubled}`,
    `not listed exactly once   ${result.notListedOnce}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const load = { ...USUAL, viewers: count('viewers', 20_000), photos: count('photos', 5_000) };
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => stopping.abort());
}
const target = await open();
try {
  process.stdout.write(
    `Machine: ${machine()}\n${load.viewers} viewers, ${load.photos} photos: ${target.name}\n`,
  );
  const result = await runLoad(target, load, stopping.signal);
  print(result);
  const isWhole = result.lost + result.doubled + result.notListedOnce === 0;
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  process.stderr.write('Stopped; its photos were taken back.\n');
  process.exitCode = STOPPED;
} finally {
  await target.stop();
}
