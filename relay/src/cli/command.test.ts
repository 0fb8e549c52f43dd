import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCommand } from './command.ts';

test.each<[string, string[], Record<string, string>, string]>([
  ['said', ['--home', '/studio'], {}, '/studio/relay'],
  [
    'said as seen from where it was typed',
    ['--home', 'here'],
    { INIT_CWD: '/work' },
    '/work/here/relay',
  ],
  ['that of npm start', [], { PICTURE_LIVE_HOME: '/live' }, '/live/relay'],
  ['nowhere said', [], {}, path.join(os.homedir(), 'PictureLive/relay')],
  ['that of a relay by itself', [], { DATA_DIR: '/data' }, '/data'],
  ['said, whatever the relay has', ['--home', '/studio'], { DATA_DIR: '/data' }, '/studio/relay'],
])('the data folder is the one %s', (_what, args, env, folder) => {
  const { dataDir, database } = readCommand(args, env);
  expect(dataDir).toBe(path.resolve(folder));
  expect(database).toEqual({ kind: 'sqlite', file: path.resolve(folder, 'relay.sqlite') });
});

test('PostgreSQL is asked where DB_HOST names it', () => {
  expect(readCommand([], { DB_HOST: 'db', DB_NAME: 'party' }).database).toMatchObject({
    kind: 'postgres',
    host: 'db',
    name: 'party',
  });
});

test.each<[string[], Record<string, string>, string]>([
  [['--fast'], {}, "Unknown option '--fast'. There are --home DIR, --yes and --yes-delete."],
  [['--home', ' '], {}, '--home needs the name of a folder.'],
  [[], { DB_PORT: 'eighty' }, 'The setting DB_PORT is not usable: it must be a whole number'],
  [[], { DB_HOST: '', DB_NAME: 'x' }, 'The setting DB_HOST is missing'],
])('%j with %j is refused in one sentence', (args, env, sentence) => {
  expect(() => readCommand(args, env)).toThrow(sentence);
});
