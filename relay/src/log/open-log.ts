import { LEVELS, LogFolder, errorForLog } from '@picture-live/shared/process';
import type { LogSettings } from '@picture-live/shared/process';
import { ACCESS_MESSAGE } from '../http/access-log.ts';

/** Where the lines of a relay go. */
export interface RelayLog {
  /** For pino, which says with each line of what level it is. */
  stream: { write: (line: string) => void };
  /** Lines that could not be written; always 0 without files. */
  readonly lost: number;
  /** A failure of the process itself, with nobody left to log it. */
  fatal: (msg: string, error: unknown) => void;
  close: () => void;
}

export interface RelayLogDeps {
  /** Null: everything goes to standard error. */
  files: LogSettings | null;
  stderr: { write: (text: string) => unknown };
  /** Epoch milliseconds. */
  now: () => number;
}

const FATAL = 60;
/** How pino is asked to say what it writes (pino/lib/multistream.js). */
const METADATA = Symbol.for('pino.metadata');

/**
 * The log of a relay: with a folder, its files, and on standard error what is worth a look; without
 * one, everything on standard error, for whatever keeps that.
 */
export function openLog({ files, stderr, now }: RelayLogDeps): RelayLog {
  if (files === null) {
    return { stream: stderr, lost: 0, fatal: () => undefined, close: () => undefined };
  }
  const say = (msg: string): void => {
    const line = { level: LEVELS.warn, time: now(), pid: process.pid, msg };
    stderr.write(`${JSON.stringify(line)}\n`);
  };
  const folder = new LogFolder({ ...files, now, say });
  const stream = {
    [METADATA]: true,
    lastLevel: 0,
    lastMsg: '',
    write: (line: string): void => {
      const { lastLevel, lastMsg } = stream;
      folder.write(line, lastLevel, lastMsg === ACCESS_MESSAGE ? 'request' : 'program');
      if (lastLevel >= LEVELS.warn) stderr.write(line);
    },
  };
  return {
    stream,
    get lost() {
      return folder.lost;
    },
    fatal: (msg, error) => {
      const line = { level: FATAL, time: now(), pid: process.pid, err: errorForLog(error), msg };
      folder.write(`${JSON.stringify(line)}\n`, FATAL);
    },
    close: () => folder.close(),
  };
}
