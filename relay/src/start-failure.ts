import { PictureLiveError } from '@picture-live/shared/errors';
import { ConfigError } from './config.ts';
import type { RelayConfig } from './config.ts';

/**
 * One sentence for the person at the terminal: what is wrong and what to do.
 *
 * @param config undefined where not even the settings could be read.
 */
export function explainStartFailure(error: unknown, config: RelayConfig | undefined): string {
  if (error instanceof PictureLiveError || error instanceof ConfigError) return error.message;
  const port = config?.port ?? 0;
  const host = config?.host ?? '';
  const dataDir = config?.dataDir ?? '';
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use: stop the other program, or choose another port with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host} to listen on: choose another one with --host.`;
    case 'EACCES':
    case 'EPERM':
      return `Not allowed to listen on port ${port} or to write to ${dataDir}: choose another port or folder.`;
    case 'EROFS':
      return `The folder ${dataDir} cannot be written to: choose another one with --home.`;
    case 'ENOSPC':
      return `The disk is full: make room where ${dataDir} is.`;
    default:
      return `The relay could not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
