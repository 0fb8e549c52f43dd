import { copyFile, link, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openLedger } from '../ledger/open.ts';
import { spoolLedger } from '../ledger/spool.ts';
import { spoolFile } from '../render/spool.ts';

/**
 * Makes ledger and spool of a restored data folder agree: what was delivered is not in a backup,
 * and comes from the pictures of the relay beside it, which are the same bytes. What is nowhere is
 * noted as dropped, as housekeeping does it.
 *
 * @param fileOf the file of a blob of the relay, or null where it is kept elsewhere.
 */
export async function refillSpool(
  dataDir: string,
  spoolDir: string,
  fileOf: ((hash: string) => string) | null,
): Promise<void> {
  const db = openLedger(dataDir);
  try {
    const ledger = spoolLedger(db);
    for (const hash of ledger.hashes()) {
      const file = spoolFile(spoolDir, hash);
      if (existsSync(file)) continue;
      const blob = fileOf?.(hash) ?? null;
      if (blob !== null && existsSync(blob)) await share(blob, file);
      else ledger.dropped(hash);
    }
  } finally {
    db.close();
  }
}

/** A second name for the same bytes, which neither side ever changes; a copy where there is none. */
async function share(blob: string, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await link(blob, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    await copyFile(blob, file);
  }
}
