import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { filesOfZip } from './zip.ts';

/** Takes along what the open panel offers; the hashes of the photos in the file. */
export async function hashesTaken(page: Page): Promise<string[]> {
  const panel = page.getByRole('dialog');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Download' }).click(),
  ]);
  const files = filesOfZip(await readFile(await file.path()));
  await panel.getByText('is on this device').waitFor();
  return [...files.values()].map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

/** Addresses of pictures end in the hash of their bytes. */
export function hashIn(url: string): string {
  return /([0-9a-f]{64})\.jpg$/.exec(url)?.[1] ?? '';
}
