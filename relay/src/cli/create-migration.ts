import path from 'node:path';
import { createMigration } from './migration-file.ts';
import { UsageError, runCommand } from './command.ts';

/* `npm run migrate:create NAME`: a new migration, ready to be written. */

const FOLDER = path.join(import.meta.dirname, '../db/migrations');

await runCommand(async ({ words, say }) => {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) {
    throw new UsageError('Name the migration: npm run migrate:create what-it-adds');
  }
  const file = await createMigration(FOLDER, name);
  say(`Write ${path.relative(process.cwd(), file)}; it is listed in index.ts already.`);
});
