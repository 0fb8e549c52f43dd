import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export const PROJECT_ROOT = path.resolve(import.meta.dirname, '../..');

/** Screenshots and logs of failed runs; not under version control. */
export const ARTIFACTS = path.join(PROJECT_ROOT, 'e2e/.artifacts');

export interface TemporaryFolder {
  path: string;
  remove(): Promise<void>;
}

/** A fresh folder below the system's temporary one. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `picture-live-${name}-`));
  return {
    path: folder,
    // A process that was just killed may still be creating its last file.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Creates the folder where failed runs leave what they saw, and returns a path in it. */
export async function artifact(name: string): Promise<string> {
  await mkdir(ARTIFACTS, { recursive: true });
  return path.join(ARTIFACTS, name.replaceAll(/[^\w.-]+/g, '-'));
}
