import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PhotoPage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrations } from '../db/migrations/index.ts';
import { onDisk, startTestRelay } from '../testing/relay.ts';
import { databaseOf, databaseVariables } from '../testing/test-database.ts';

// Each test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let database: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-cli-'));
  database = databaseVariables(await databaseOf(folder));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ran {
  code: number;
  out: string;
  said: string;
}

/** As `npm run` starts it, in a project that is under development. */
async function run(command: string, words: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const script = path.join(import.meta.dirname, `${command}.ts`);
  const own = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
  const options = {
    env: { ...own, NODE_ENV: 'development', ...database, ...env },
  };
  return new Promise<Ran>((resolve) => {
    const child = execFile(
      process.execPath,
      [script, '--home', folder, ...words],
      options,
      (_error, out, said) => resolve({ code: child.exitCode ?? -1, out, said }),
    );
    child.stdin?.end();
  });
}

test('migrations go forward, one back, and forward again', async () => {
  const newest = Object.keys(migrations).at(-1) ?? '';
  expect(await run('migrate')).toMatchObject({ code: 0, said: '' });
  expect((await run('rollback', ['--yes'])).out).toContain(`taken back: ${newest}`);
  expect((await run('migrate')).out).toContain(`done: ${newest}`);
  const production = { NODE_ENV: 'production' };
  expect((await run('rollback', ['--yes-delete'], production)).out).toContain(newest);
  expect((await run('migrate')).out).toContain(`done: ${newest}`);
  expect((await run('migrate')).out).toContain('was up to date');
});

test('the demo studio is there once, its pictures are seen, and a reset removes all of it', async () => {
  const seeded = await run('seed');
  expect(seeded).toMatchObject({ code: 0, said: '' });
  const slug = /12 photos at \/g\/(\S+)/.exec(seeded.out)?.[1] ?? '';
  expect((await run('seed')).out).toContain('has the demo studio already');

  const relay = await startTestRelay(onDisk, folder);
  const reply = await fetch(`${relay.url}/api/photos?sessionId=${slug}&limit=50`);
  const { photos } = PhotoPage.parse(await reply.json());
  expect(photos).toHaveLength(12);
  const picture = await fetch(new URL(photos[0]?.renditions.full?.url ?? '', relay.url));
  expect(picture.status).toBe(200);
  await relay.stop();

  expect(await run('reset', ['--yes'])).toMatchObject({ code: 0, said: '' });
  expect(await readdir(path.join(folder, 'relay'))).not.toContain('blobs');
  const empty = await startTestRelay(onDisk, folder);
  expect((await fetch(`${empty.url}/api/sessions/${slug}`)).status).toBe(404);
  await empty.stop();
});

test.each([
  ['rollback', [], {}, 'Say so with --yes.'],
  ['reset', [], {}, 'Say so with --yes.'],
  ['reset', ['--yes'], { NODE_ENV: 'production' }, 'db:reset deletes data of production'],
  ['rollback', ['--yes'], { NODE_ENV: 'production' }, 'say so with --yes-delete'],
  ['seed', [], { NODE_ENV: 'production' }, 'seed is not for production'],
  ['migrate', [], { DB_HOST: '127.0.0.1', DB_PORT: '1' }, 'PostgreSQL does not answer at'],
  ['reset', ['--yes'], { DB_HOST: 'db', NODE_ENV: '' }, 'deletes data of production'],
  ['create-migration', [], {}, 'Name the migration'],
  ['create-migration', ['Add Likes'], {}, 'is no name for a migration'],
])('%s %j %j is refused in one sentence', async (command, words, env, sentence) => {
  const { code, out, said } = await run(command, words, env);
  expect([code, out]).toEqual([1, '']);
  expect(said).toContain(sentence);
  expect(said.trim().split('\n')).toHaveLength(1);
});
