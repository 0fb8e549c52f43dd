import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PARTIAL } from '@picture-live/shared/process';

/**
 * What is not copied as a file: the ledger and the spool are taken by what is in them; locks, the
 * window's browser profile and half-written and hidden files are of this moment and this computer.
 */
const OTHERWISE = /^(?:\.|ledger\.sqlite|lock\.sqlite|(?:spool|window|logs)\/)/;

/** Settings, tokens and drawings, as paths below the data folder with `/`. */
export async function listDesktopFiles(dataDir: string): Promise<string[]> {
  const found = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && !entry.name.endsWith(PARTIAL))
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !OTHERWISE.test(file) && !file.includes('/.'))
    .toSorted();
}
