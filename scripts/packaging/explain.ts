import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect, stripVTControlCharacters } from 'node:util';
import { systemCode } from '../supervisor/problems.ts';
import { DistError } from './dist-error.ts';

/** What the network answers where a file cannot be fetched or a service cannot be asked. */
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
  const sentence = sentenceFor(error, missingElectron);
  return sentence === null ? error : new DistError(sentence, { cause: error });
}

function sentenceFor(error: Error, missingElectron: string | null): string | null {
  const text = `${systemCode(error) ?? ''} ${error.message}`;
  if (/ENOSPC/.test(text)) {
    return 'The disk is full: free some space, then run the same command again.';
  }
  if (UNREACHABLE.test(text)) {
    return missingElectron === null
      ? `A tool that makes the installer, or a service that signs it, cannot be reached (${reasonOf(error)}): ${OFFLINE_ADVICE} of the tools in ELECTRON_BUILDER_BINARIES_MIRROR; "npm run dist -- --dir" makes the app without an installer.`
      : `The program of Electron ${missingElectron} is not on this computer and cannot be downloaded (${reasonOf(error)}): ${OFFLINE_ADVICE} in ELECTRON_MIRROR, or a folder with its zip file in ELECTRON_OVERRIDE_DIST_PATH.`;
  }
  if (/electronDist|ENOENT.*rename.*[\\/]electron(\.exe)?'/i.test(text)) {
    return 'ELECTRON_OVERRIDE_DIST_PATH names no Electron: neither a folder with its zip file nor one that it was unpacked into.';
  }
  return null;
}

/**
 * Keeps all of a failure that nobody has foreseen in a file, such as a certificate whose password is
 * another one.
 *
 * @returns the sentence for the person at the terminal, which names the file.
 */
export async function keepFailure(error: unknown, file: string): Promise<string> {
  const sentence = `The app could not be packaged: ${reasonOf(error)}.`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${inspect(error)}\n`, { mode: 0o600 });
  } catch (noFile) {
    return `${sentence} ${file} cannot be written (${reasonOf(noFile)}), so here is all that is known of it:\n${inspect(error)}`;
  }
  return `${sentence} All that is known of it is in ${file}.`;
}

/** What a program that failed has said last, and the first line of every other failure. */
function reasonOf(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const [first = '', ...more] = text.split('\n').filter((line) => line.trim() !== '');
  // electron-builder's ExecError: the program and its exit code, then what the program printed.
  const isOfProgram = error instanceof Error && 'exitCode' in error;
  const reason = isOfProgram ? [first, ...more.slice(-1)].join(': ') : first;
  return reason.trim().replace(/\.$/, '');
}
