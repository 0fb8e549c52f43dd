import { openDatabase } from '../db/database.ts';
import type { DatabaseSettings } from '../db/settings.ts';

const HASHES_AT_ONCE = 500;

/**
 * Of blobs that a backup did not find: those that the relay believes it has. The others were
 * deleted for good while the backup ran, which is as it should be.
 */
export async function findLost(
  settings: DatabaseSettings,
  hashes: readonly string[],
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const db = openDatabase(settings);
  try {
    const gone = new Set<string>();
    for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
      const rows = await db
        .selectFrom('blob_collection')
        .select('hash')
        .where('hash', 'in', hashes.slice(at, at + HASHES_AT_ONCE))
        .where('state', '<>', 'doomed')
        .execute();
      for (const { hash } of rows) gone.add(hash);
    }
    return hashes.filter((hash) => !gone.has(hash));
  } finally {
    await db.destroy();
  }
}
