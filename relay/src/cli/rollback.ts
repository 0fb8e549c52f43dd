import { openDatabase } from '../db/database.ts';
import { rollBackOne } from '../db/migrate.ts';
import { askBefore, refuseDeletion } from './ask.ts';
import { nameDatabase, runCommand, withDataFolder } from './command.ts';
import type { Command } from './command.ts';

/* `npm run migrate:rollback`: takes the newest migration back, with what only its tables hold. */

async function rollBack(command: Command): Promise<void> {
  const where = nameDatabase(command.database);
  await askBefore(command, `The newest migration of ${where} and its data will be removed.`);
  const db = openDatabase(command.database, { statementMs: 0 });
  try {
    const name = await rollBackOne(db);
    command.say(name === null ? `${where} has no migration to take back.` : `taken back: ${name}`);
  } finally {
    await db.destroy();
  }
}

await runCommand(async (command) => {
  refuseDeletion(command, 'migrate:rollback');
  await withDataFolder(command, async () => rollBack(command));
});
