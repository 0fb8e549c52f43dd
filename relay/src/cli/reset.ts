import { rm } from 'node:fs/promises';
import path from 'node:path';
import { clearDatabase } from '../db/clear.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { askBefore, refuseDeletion } from './ask.ts';
import { nameDatabase, runCommand, withDataFolder } from './command.ts';
import type { Command } from './command.ts';

/* `npm run db:reset`: an empty database with all tables, in place of what was there. */

async function reset(command: Command): Promise<void> {
  const where = nameDatabase(command.database);
  await askBefore(command, `Everything in ${where} will be deleted, and the pictures beside it.`);
  await clearDatabase(command.database);
  // Nothing refers to them any more. Pictures elsewhere are collected by the relay.
  await rm(path.join(command.dataDir, 'blobs'), { recursive: true, force: true });
  await migrateDatabase(command.database);
  command.say(`${where} is empty.`);
}

await runCommand(async (command) => {
  refuseDeletion(command, 'db:reset');
  await withDataFolder(command, async () => reset(command));
});
