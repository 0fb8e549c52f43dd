import { accessSync, constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

/** Ends the names of files that are being written; one found at a start was left by a crash. */
export const PARTIAL = '.partial';

/**
 * Writes a file that is there in full or not at all, whenever the power goes: under another name,
 * through to the disk, renamed, and the name made durable too. Replaces what was there.
 *
 * @param mode rights of a new file, as in `chmod`.
 */
export async function writeDurably(
  file: string,
  content: Buffer | string,
  mode = 0o666,
): Promise<void> {
  const partial = `${file}.${randomUUID()}${PARTIAL}`;
  try {
    const handle = await open(partial, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** A rename is durable once its folder is; Windows has no such call and does it by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether this user may run the file. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
