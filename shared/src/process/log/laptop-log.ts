import path from 'node:path';
import { inspect } from 'node:util';
import { openProgramLog } from './program-log.ts';
import type { ProgramLog } from './program-log.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface LaptopLog extends ProgramLog {
  /** Where a friend who helps looks. */
  file: string;
  /** A failure of the program itself, also for whoever watches its standard error. */
  fail: (error: unknown, what: string) => void;
}

interface StandardError {
  write: (text: string | Uint8Array) => boolean;
}

/** A laptop's files: enough for some evenings, nothing on its disk. */
const LIMITS = { maxBytes: 24 * 1024 * 1024, keepDays: 30 } as const;

/**
 * The log files of a program on a laptop, in `logs` of its data folder. Whatever any part of the
 * program says on standard error is in them too: an installed app has no terminal.
 */
export function openLaptopLog(dataDir: string, stderr: StandardError = process.stderr): LaptopLog {
  const folder = path.join(dataDir, 'logs');
  const write = stderr.write.bind(stderr);
  const say = (sentence: string): void => void write(`${sentence}\n`);
  const log = openProgramLog({ ...LIMITS, folder, now: Date.now, say });
  const kept = (...given: Parameters<StandardError['write']>): boolean => {
    const [said] = given;
    log.warn((typeof said === 'string' ? said : Buffer.from(said).toString()).trimEnd());
    return write(...given);
  };
  Object.assign(stderr, { write: kept });
  return {
    ...log,
    file: path.join(folder, 'combined.log'),
    fail: (error, what) => {
      log.error(what, error);
      say(withoutSecrets(`${what}: ${inspect(error)}`));
    },
    close: () => {
      Object.assign(stderr, { write });
      log.close();
    },
  };
}
