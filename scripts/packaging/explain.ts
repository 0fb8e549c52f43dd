import { systemCode } from '../supervisor/problems.ts';
import { DistError } from './dist-error.ts';

/** What the network answers where a file cannot be fetched. */
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPROTO|CERT_|SELF_SIGNED|unable to get (local )?issuer|Response code (4|5)\d\d|status code (4|5)\d\d|socket hang up|timed out/i;

const OFFLINE_ADVICE = 'check the connection and any proxy (HTTPS_PROXY), or name a mirror';

/**
 * What to do about a packaging that failed, for the person at the terminal.
 *
 * @param missingElectron the version of Electron that was still to be fetched; null: it was there.
 * @returns the error itself where nothing is known about it.
 */
export function explainPackaging(error: unknown, missingElectron: string | null): unknown {
  if (error instanceof DistError || !(error instanceof Error)) return error;
  const text = `${systemCode(error) ?? ''} ${error.message}`;
  if (UNREACHABLE.test(text)) {
    const [reason = ''] = error.message.split('\n');
    return missingElectron === null
      ? new DistError(
          `A tool that makes the installer is not on this computer and cannot be downloaded (${reason}): ${OFFLINE_ADVICE} in ELECTRON_BUILDER_BINARIES_MIRROR; "npm run dist -- --dir" makes the app without an installer.`,
          { cause: error },
        )
      : new DistError(
          `The program of Electron ${missingElectron} is not on this computer and cannot be downloaded (${reason}): ${OFFLINE_ADVICE} in ELECTRON_MIRROR, or a folder with its zip file in ELECTRON_OVERRIDE_DIST_PATH.`,
          { cause: error },
        );
  }
  if (/electronDist|ENOENT.*rename.*[\\/]electron(\.exe)?'/i.test(text)) {
    return new DistError(
      'ELECTRON_OVERRIDE_DIST_PATH names no Electron: neither a folder with its zip file nor one that it was unpacked into.',
      { cause: error },
    );
  }
  if (/ENOSPC/.test(text)) {
    return new DistError('The disk is full: free some space, then run the same command again.', {
      cause: error,
    });
  }
  return error;
}
