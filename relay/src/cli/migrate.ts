import { migrateDatabase } from '../db/migrate.ts';
import { nameDatabase, runCommand, withDataFolder } from './command.ts';

/* `npm run migrate`: brings the tables up to date; a relay does the same when it starts. */

await runCommand(async (command) => {
  const done = await withDataFolder(command, async () => migrateDatabase(command.database));
  for (const name of done) command.say(`done: ${name}`);
  const where = nameDatabase(command.database);
  command.say(done.length === 0 ? `${where} was up to date.` : `${where} is up to date.`);
});
