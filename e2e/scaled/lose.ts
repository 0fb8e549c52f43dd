import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { withClient } from '../../relay/src/testing/postgres/cluster.ts';
import type { Scaled } from './scaled.ts';

/** The machine with everything on it is gone: what is there afterwards is new and empty. */
export async function loseEverything({ instances, servers, folder }: Scaled): Promise<void> {
  await Promise.all(instances.map((instance) => instance.kill()));
  const { settings } = servers.postgres;
  await withClient({ ...settings, name: 'template1' }, async (client) => {
    await client.query(`drop database ${settings.name} with (force)`);
    await client.query(`create database ${settings.name}`);
  });
  for (const bucket of await readdir(path.join(folder, 'bucket'))) {
    await empty(path.join(folder, 'bucket', bucket));
  }
  for (const name of ['a', 'b']) await empty(path.join(folder, name));
  await servers.redis.kill();
  await servers.redis.restart({ keepData: false });
}

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
}
