import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export const CHECKSUMS_FILE = 'SHA256SUMS';

/**
 * Writes `SHA256SUMS` into the folder of the files, as `sha256sum --check` reads it.
 *
 * @param files names in the folder.
 */
export async function writeChecksums(folder: string, files: readonly string[]): Promise<void> {
  const lines: string[] = [];
  for (const file of files.toSorted()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(folder, file)), hash);
    lines.push(`${hash.digest('hex')}  ${file}\n`);
  }
  await writeFile(path.join(folder, CHECKSUMS_FILE), lines.join(''));
}
