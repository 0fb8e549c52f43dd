import path from 'node:path';
import { BackupError, explainWriting } from '@picture-live/shared/backup';
import { explainCommand, readPlaces } from '../../relay/src/backup/index.ts';
import type { Places } from '../../relay/src/backup/index.ts';
import { ROOT } from '../setup/places.mjs';
import { surroundings } from '../supervisor/options.ts';
import { UsageError } from '../supervisor/problems.ts';
import { parseBackup } from './options.ts';
import type { BackupOptions } from './options.ts';
import { showProgress } from './progress.ts';
import type { Work } from './take.ts';

const WRONG_USAGE = 2;
const STOPPED = 130;

/**
 * The whole process of one of the two commands. Ctrl-C ends it between two files.
 *
 * @param work resolves to the exit code.
 */
export async function runBackupCommand(
  command: 'backup' | 'restore',
  usage: string,
  work: (options: BackupOptions, places: Places, tools: Work) => Promise<number>,
): Promise<number> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => stopping.abort());
  }
  const tools: Work = {
    say: (line) => void process.stdout.write(`${line}\n`),
    progress: showProgress(process.stderr, Date.now),
    signal: stopping.signal,
  };
  let places: Places | undefined;
  let options: BackupOptions | null = null;
  try {
    const around = surroundings(path.join(ROOT, 'package.json'));
    options = parseBackup(command, process.argv.slice(2), around);
    if (options === null) {
      process.stdout.write(usage);
      return 0;
    }
    places = readPlaces(options.home, process.env);
    return await work(options, places, tools);
  } catch (error) {
    if (stopping.signal.aborted) {
      process.stderr.write('Stopped; nothing was left behind.\n');
      return STOPPED;
    }
    const home = places?.home ?? places?.dataDir ?? '';
    const written = command === 'backup' ? (options?.file ?? '') : home;
    process.stderr.write(`${explain(error, places, written)}\n`);
    return error instanceof UsageError ? WRONG_USAGE : 1;
  }
}

/** @param written what the command writes to, for a disk that is full. */
function explain(error: unknown, places: Places | undefined, written: string): string {
  const said = explainWriting(error, written);
  if (said instanceof BackupError || said instanceof UsageError) return said.message;
  return explainCommand(said, places?.database);
}
