import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../relay/src/db/database.ts';
import { migrateDatabase } from '../../relay/src/db/migrate.ts';
import { readPlaces } from '../../relay/src/backup/index.ts';
import type { Places } from '../../relay/src/backup/index.ts';
import { checkBackup, restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';
import type { Work } from './take.ts';

const BLOBS = 40;

let folder: string;
let file: string;
let places: Places;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'interrupt-'));
  file = path.join(folder, 'party.tar');
  places = readPlaces(path.join(folder, 'home'), {});
  await mkdir(places.dataDir, { recursive: true });
  await writeFile(path.join(folder, 'home', 'secrets.json'), '{}');
  await migrateDatabase(places.database);
  const db = openDatabase(places.database);
  for (let index = 0; index < BLOBS; index += 1) {
    const bytes = randomBytes(100_000);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await mkdir(path.join(places.dataDir, 'blobs', hash.slice(0, 2)), { recursive: true });
    await writeFile(path.join(places.dataDir, 'blobs', hash.slice(0, 2), hash), bytes);
    const row = { hash, bytes: bytes.length, width: 1, height: 1, created_at: 0 };
    await db.insertInto('blobs').values(row).execute();
  }
  await db.destroy();
});
afterEach(() => rm(folder, { recursive: true }));

/** Stopped by a person after so many steps of what the progress calls this. */
function stoppedAfter(steps: number, what: string): Work {
  const stopping = new AbortController();
  let now = '';
  let done = 0;
  return {
    say: () => {},
    signal: stopping.signal,
    progress: {
      begin: (name) => void (now = name),
      add: () => {
        done += now === what ? 1 : 0;
        if (done === steps) stopping.abort();
      },
      end: () => {},
    },
  };
}

const undisturbed = (): Work => stoppedAfter(-1, '');

it('a backup that is stopped leaves nothing behind', async () => {
  const work = stoppedAfter(BLOBS / 2, 'Backing up');
  await expect(takeBackup({ file, replace: false }, places, work)).rejects.toThrow(/abort/i);
  expect(await readdir(folder)).toEqual(['home']);
});

it('a restore that is stopped leaves the place as it was, and the next one is whole', async () => {
  const taken = await takeBackup({ file, replace: false }, places, undisturbed());
  expect(taken).toMatchObject({ blobs: BLOBS, lost: [] });
  const other = readPlaces(path.join(folder, 'other'), {});
  const given = { file, replace: false };
  const checked = await checkBackup(file, undisturbed());
  const work = stoppedAfter(5, 'Restoring');
  await expect(restoreBackup(given, other, checked, work)).rejects.toThrow(/abort/i);
  expect((await readdir(folder)).toSorted()).toEqual(['home', 'party.tar']);
  await restoreBackup(given, other, checked, undisturbed());
  expect((await readdir(path.join(folder, 'other'))).toSorted()).toEqual(['relay', 'secrets.json']);
  expect(await readFile(path.join(folder, 'other', 'secrets.json'), 'utf8')).toBe('{}');
  const again = path.join(folder, 'again.tar');
  const taken2 = await takeBackup({ file: again, replace: false }, other, undisturbed());
  expect(taken2).toEqual(taken);
});

it('a backup does not go into the data folder that it is of', async () => {
  const inside = { file: path.join(folder, 'home', 'party.tar'), replace: false };
  await expect(takeBackup(inside, places, undisturbed())).rejects.toThrow(/elsewhere/);
});
