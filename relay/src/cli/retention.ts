import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import type { RelayConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { planRetention } from '../services/retention/plan-retention.ts';
import { describePlan } from './describe-plan.ts';
import { UsageError, nameDatabase, runCommand } from './command.ts';
import type { Command } from './command.ts';

/*
 * `npm run retention`: what the relay will archive and remove by itself, and when; changes nothing.
 * With --json for programs.
 */

function configOf({ dataDir }: Command): RelayConfig {
  const unused = 'nobody-delivers-to-this-process';
  const given = { NODE_ENV: 'development', DEVICE_TOKEN: unused, ...process.env };
  return readConfig({ ...given, DATA_DIR: dataDir });
}

await runCommand(
  async (command) => {
    const { database, json, say } = command;
    if (database.kind === 'sqlite' && !existsSync(database.file)) {
      throw new UsageError(`There is no relay yet: ${database.file} does not exist.`);
    }
    const { retention, photoGraceMs } = configOf(command);
    const db = openDatabase(database);
    try {
      const now = Date.now();
      const plan = await planRetention(db, { retention, photoGraceMs, now });
      if (json) return say(JSON.stringify(plan, null, 2));
      for (const line of describePlan(plan, nameDatabase(database), now)) say(line);
    } finally {
      await db.destroy();
    }
  },
  { json: true },
);
