import { errorForLog } from './error-for-log.ts';
import { LEVELS, LogFolder } from './log-folder.ts';
import type { LogFolderOptions } from './log-folder.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What a program without a server says of itself; nothing of it throws. */
export interface ProgramLog {
  info: (msg: string, facts?: Record<string, unknown>) => void;
  warn: (msg: string, facts?: Record<string, unknown>) => void;
  error: (msg: string, error: unknown) => void;
  close: () => void;
}

/** Lines as pino writes them, so that one tool reads the laptop's files and the relay's. */
export function openProgramLog(options: LogFolderOptions): ProgramLog {
  const files = new LogFolder(options);
  const write = (level: number, msg: string, facts: Record<string, unknown>): void => {
    const line = { level, time: options.now(), pid: process.pid, ...facts, msg };
    files.write(`${withoutSecrets(JSON.stringify(line))}\n`, level);
  };
  return {
    info: (msg, facts = {}) => write(LEVELS.info, msg, facts),
    warn: (msg, facts = {}) => write(LEVELS.warn, msg, facts),
    error: (msg, error) => write(LEVELS.error, msg, { err: errorForLog(error) }),
    close: () => files.close(),
  };
}
