import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.ts';
import type { RelayConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { InProcessFanOut } from '../fan-out/in-process-fan-out.ts';
import { createServices } from '../services/services.ts';
import type { Services } from '../services/services.ts';
import { Intake } from '../storage/intake.ts';
import { openBlobStore } from '../storage/open-blob-store.ts';
import { refuseProduction } from './ask.ts';
import { nameDatabase, runCommand, withDataFolder } from './command.ts';
import type { Command } from './command.ts';
import { fillDemoStudio } from './demo-studio.ts';

/* `npm run seed`: a demo studio with sessions and photos, for whoever tries or develops. */

/** The settings of the relay that the data is for; nobody asks this process for a token. */
function settingsOf({ dataDir }: Command): RelayConfig {
  const unused = 'nobody-delivers-to-this-process';
  return readConfig({
    NODE_ENV: 'development',
    DEVICE_TOKEN: unused,
    ...process.env,
    DATA_DIR: dataDir,
  });
}

async function seed(command: Command): Promise<void> {
  const config = settingsOf(command);
  await migrateDatabase(config.database);
  const db = openDatabase(config.database);
  await mkdir(config.dataDir, { recursive: true });
  const incoming = await mkdtemp(path.join(config.dataDir, 'seed-'));
  const blobs = await openBlobStore(config.storage);
  const services = createServices(config, {
    db,
    blobs,
    intake: new Intake(incoming),
    fanOut: new InProcessFanOut(),
    redis: null,
    web: null,
    signingSecret: '',
    now: Date.now,
    onFailure: (error) => command.say(`Something failed meanwhile: ${String(error)}`),
  });
  try {
    await fill(command, db, services);
  } finally {
    await services.stop();
    blobs.close();
    await db.destroy();
    await rm(incoming, { recursive: true, force: true });
  }
}

async function fill(command: Command, db: Db, services: Services): Promise<void> {
  const where = nameDatabase(command.database);
  const studio = await fillDemoStudio(db, services);
  if (studio === null) {
    command.say(`${where} has the demo studio already.`);
    return;
  }
  command.say(`${where} has a demo studio: log in as ${studio.email} with ${studio.password}`);
  for (const { title, slug, photos } of studio.sessions) {
    command.say(`  ${title}: ${photos} photos at /g/${slug}`);
  }
}

await runCommand(async (command) => {
  refuseProduction(command, 'seed');
  await withDataFolder(command, async () => seed(command));
});
