import { PictureLiveError } from '@picture-live/shared/errors';
import { ConfigError } from './config.ts';
import type { RelayConfig } from './config.ts';
import { explainPostgres } from './db/postgres/explain.ts';
import { isDiskFull } from './errors/disk-full.ts';

/** The fields of a failed system call (https://nodejs.org/api/errors.html#class-systemerror). */
interface SystemFailure {
  code: string;
  syscall: string;
}

/**
 * One sentence for the person at the terminal: what is wrong and what to do.
 *
 * @param config undefined where not even the settings could be read.
 */
export function explainStartFailure(error: unknown, config: RelayConfig | undefined): string {
  if (config?.database.kind === 'postgres') {
    const sentence = explainPostgres(error, config.database);
    if (sentence !== null) return sentence;
  }
  if (error instanceof PictureLiveError || error instanceof ConfigError) return error.message;
  const failure = systemFailure(error);
  if (config !== undefined && isDiskFull(error)) {
    return `The disk is full: make room where ${config.dataDir} is.`;
  }
  if (config !== undefined && failure !== null) {
    const sentence =
      failure.syscall === 'listen' || failure.syscall === 'getaddrinfo'
        ? explainListening(failure.code, config)
        : explainFolder(failure.code, config);
    if (sentence !== null) return sentence;
  }
  return `The relay could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function explainListening(code: string, { host, port }: RelayConfig): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use: stop the other program, or choose another port with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host} to listen on: choose another one with --host.`;
    case 'EACCES':
      return `Port ${port} is only for the system: choose one above 1023 with --port.`;
    default:
      return null;
  }
}

function explainFolder(code: string, { dataDir }: RelayConfig): string | null {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The folder ${dataDir} cannot be written to: choose another one with --home.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `The folder ${dataDir} cannot be made, a file is in its place: choose another one with --home.`;
    default:
      return null;
  }
}

function systemFailure(error: unknown): SystemFailure | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return { code: String(error.code), syscall: String(error.syscall) };
}
