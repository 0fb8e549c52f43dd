import { PhotoPage } from '@picture-live/shared/protocol';
import { openDatabase } from '../../db/database.ts';
import type { Db } from '../../db/database.ts';
import type { DatabaseSettings } from '../../db/settings.ts';
import { readPages } from '../row-pages.ts';
import { BACKED_UP } from '../tables.ts';

/* What a restore is compared by: all that is in a database, and all that guests get. */

/** Works with a database of its own connection. */
export async function withDb<T>(
  settings: DatabaseSettings,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const db = openDatabase(settings);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Every row of every table, in an order of its own, without the era that each restore begins. */
export async function everything(settings: DatabaseSettings): Promise<Record<string, string[]>> {
  return withDb(settings, async (db) =>
    db.transaction().execute(async (trx) => {
      const all: Record<string, string[]> = {};
      for (const table of BACKED_UP) {
        const rows: string[] = [];
        for await (const page of readPages(trx, settings.kind, table)) {
          const kept = page.map(({ era: _era, ended_at: _ended, ...row }) => row);
          rows.push(...kept.map((row) => JSON.stringify(row, Object.keys(row).toSorted())));
        }
        all[table] = rows.toSorted();
      }
      return all;
    }),
  );
}

/** What guests get: the list with its signed addresses, and all bytes behind them. */
export async function gallery(url: string, sessionId: string): Promise<unknown> {
  const reply = await fetch(`${url}/api/photos?sessionId=${sessionId}`);
  const { photos } = PhotoPage.parse(await reply.json());
  const bytes: string[] = [];
  for (const { renditions } of photos) {
    for (const rendition of Object.values(renditions)) {
      if (rendition === undefined) continue;
      const picture = await fetch(new URL(rendition.url, url));
      if (!picture.ok) throw new Error(`A picture answers ${picture.status}.`);
      bytes.push(Buffer.from(await picture.arrayBuffer()).toString('base64'));
    }
  }
  return { photos, bytes };
}
