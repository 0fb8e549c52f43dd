import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { planRetention } from '../services/retention/plan-retention.ts';
import type { RetentionPlan } from '../services/retention/plan-retention.ts';
import { UsageError, nameDatabase, runCommand } from './command.ts';
import type { Command } from './command.ts';

/* `npm run retention`: what the relay will remove for good by itself, and when; changes nothing. */

const MEGABYTE = 1_000_000;

function photoGraceOf({ dataDir }: Command): number {
  const unused = 'nobody-delivers-to-this-process';
  const given = { NODE_ENV: 'development', DEVICE_TOKEN: unused, ...process.env };
  return readConfig({ ...given, DATA_DIR: dataDir }).photoGraceMs;
}

function dayOf(at: number | null): string {
  return at === null || at <= Date.now() ? 'with the next purge' : new Date(at).toISOString();
}

function describe({ sessions, bin, doomed }: RetentionPlan): string[] {
  const lines = sessions.map(
    ({ title, at, photos, messages }) =>
      `${dayOf(at)}: the deleted session “${title}”, ${photos} photos, ${messages} messages`,
  );
  if (bin.photos > 0) lines.push(`from ${dayOf(bin.firstAt)} on: ${bin.photos} photos in the bin`);
  if (doomed.blobs > 0) {
    const size = (doomed.bytes / MEGABYTE).toFixed(1);
    lines.push(`within two hours: ${doomed.blobs} stored files that nothing shows, ${size} MB`);
  }
  return lines;
}

await runCommand(async (command) => {
  const { database } = command;
  if (database.kind === 'sqlite' && !existsSync(database.file)) {
    throw new UsageError(`There is no relay yet: ${database.file} does not exist.`);
  }
  const db = openDatabase(database);
  try {
    const lines = describe(await planRetention(db, photoGraceOf(command)));
    const where = nameDatabase(database);
    command.say(lines.length === 0 ? `${where} keeps all that it has.` : `${where} will remove:`);
    for (const line of lines) command.say(`  ${line}`);
  } finally {
    await db.destroy();
  }
});
