import { LEVELS, LogFolder, errorForLog, withoutSecrets } from '@picture-live/shared/process';
import type { LogSettings } from '@picture-live/shared/process';
import { ACCESS_MESSAGE } from '../http/access-log.ts';

/** Where the lines of a relay go. */
export interface RelayLog {
  /** For pino, which says with each line of what level it is. */
  stream: { write: (line: string) => void };
  /** Lines that could not be written; always 0 without files. */
  readonly lost: number;
  /** Into the files alone: on standard error the start says it in a sentence. */
  notStarted: (error: unknown) => void;
  /** What nobody has caught, with the server that would log it gone. */
  crashed: (error: unknown) => void;
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
  const said = (level: number, facts: object): string =>
    `${JSON.stringify({ level, time: now(), pid: process.pid, ...facts })}\n`;
  const failure = (msg: string, error: unknown): string =>
    withoutSecrets(said(FATAL, { err: errorForLog(error), msg }));
  const say = (msg: string): void => void stderr.write(said(LEVELS.warn, { msg }));
  const folder = files === null ? null : new LogFolder({ ...files, now, say });
  const stream = {
    [METADATA]: true,
    lastLevel: 0,
    lastMsg: '',
    write: (line: string): void => {
      const { lastLevel: level, lastMsg } = stream;
      const isRequest = lastMsg === ACCESS_MESSAGE;
      const told = isRequest ? line : withoutSecrets(line);
      folder?.write(told, level, isRequest ? 'request' : 'program');
      if (folder === null || level >= LEVELS.warn) stderr.write(told);
    },
  };
  return {
    stream,
    get lost() {
      return folder?.lost ?? 0;
    },
    notStarted: (error) => folder?.write(failure('the relay could not start', error), FATAL),
    crashed: (error) => {
      const line = failure('the relay has failed', error);
      folder?.write(line, FATAL);
      stderr.write(line);
    },
    close: () => folder?.close(),
  };
}
