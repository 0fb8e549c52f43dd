import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { migrateToLatest, rollBackOne } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import { openEmptyDatabase } from '../testing/test-database.ts';
import { createMigration } from './migration-file.ts';

const isFunction = z.custom<(db: Kysely<unknown>) => Promise<void>>(
  (value) => typeof value === 'function',
);
const Index = z.object({
  migrations: z.record(z.string(), z.object({ up: isFunction, down: isFunction })),
});

const OWN = path.join(import.meta.dirname, '../db/migrations');

test('a new migration has the next number, is listed last, and runs both ways', async () => {
  // Beside the real ones, whose imports look for packages from there.
  const folder = await mkdtemp(path.join(OWN, '../new-migrations-'));
  try {
    await cp(OWN, folder, { recursive: true });
    const file = await createMigration(folder, 'guest-book');
    const second = await createMigration(folder, 'guest-book-pages');
    expect(Number(path.basename(second).slice(0, 4))).toBe(
      Number(path.basename(file).slice(0, 4)) + 1,
    );
    const title = path.basename(file, '.ts');
    const listed = Index.parse(await import(pathToFileURL(path.join(folder, 'index.ts')).href));
    expect(Object.keys(listed.migrations)).toEqual([
      ...Object.keys(migrations),
      title,
      path.basename(second, '.ts'),
    ]);

    const db = await openEmptyDatabase();
    const known = { ...migrations, [title]: listed.migrations[title] ?? { up: async () => {} } };
    expect(await migrateToLatest(db, known)).toEqual([title]);
    expect(await rollBackOne(db, known)).toBe(title);
    await db.destroy();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a name that is none changes nothing', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'relay-migrations-'));
  await cp(OWN, folder, { recursive: true });
  const before = await readFile(path.join(folder, 'index.ts'), 'utf8');
  for (const name of ['', 'Add', 'two words', '../x', '1st', 'a--b']) {
    await expect(createMigration(folder, name)).rejects.toThrow('is no name for a migration');
  }
  expect(await readFile(path.join(folder, 'index.ts'), 'utf8')).toBe(before);
  await rm(folder, { recursive: true });
});
