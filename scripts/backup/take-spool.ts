import { createHash } from 'node:crypto';
import type { BackupWriter } from '@picture-live/shared/backup';
import { openSpool } from '../../desktop/src/engine/backup/index.ts';
import type { openBlobStore } from '../../relay/src/backup/index.ts';

type Store = Awaited<ReturnType<typeof openBlobStore>>;

/**
 * Writes what only the spool has. What was delivered and dropped since the ledger was copied, the
 * relay has now.
 */
export async function takeSpool(
  hashes: readonly string[],
  folder: string,
  store: Pick<Store, 'read'>,
  writer: Pick<BackupWriter, 'add'>,
): Promise<void> {
  const spool = await openSpool(folder);
  for (const hash of hashes) {
    const bytes = (await spool.read(hash)) ?? (await store.read(hash));
    // A file that is damaged or gone is treated on restoring like one that was dropped.
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hash) continue;
    await writer.add(`desktop/spool/${hash.slice(0, 2)}/${hash}.jpg`, bytes);
  }
}
