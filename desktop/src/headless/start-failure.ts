import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineLaunch } from '@picture-live/shared/process';

/** One sentence for the person at the terminal: what stopped the start, and what to do. */
export function startFailure(
  error: unknown,
  launch: Pick<EngineLaunch, 'tetherHost' | 'tetherPort'>,
): string {
  const { tetherHost, tetherPort } = launch;
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return `Port ${tetherPort} on ${tetherHost} is used by another program. Stop that, or choose another port with --tether-port.`;
  }
  if (code === 'EACCES') {
    return `Port ${tetherPort} on ${tetherHost} is not allowed for this user. Choose one above 1023 with --tether-port.`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `This machine has no address ${tetherHost} for the tether UI.`;
  }
  if (error instanceof PictureLiveError) return error.message;
  return `The engine could not be started: ${error instanceof Error ? error.message : String(error)}`;
}

/** The code of a failed `listen`; other system calls fail with the same codes for other reasons. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return error.syscall === 'listen' ? error.code : undefined;
}
