import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOptions } from './options.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'options-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function config(content: unknown): Promise<string> {
  const file = path.join(folder, 'config.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

it('a file says everything, with paths from its own folder', async () => {
  const file = await config({
    dataDir: 'data',
    relay: 'https://photos.example',
    session: 'anna-li',
    hotFolders: ['a', { path: '/srv/b', photographer: 'Jané', noticing: 'polling' }],
    publishMode: { kind: 'review' },
    tether: { host: '0.0.0.0', port: 8080 },
  });
  expect(await readOptions(['--config', file])).toMatchObject({
    dataDir: path.join(folder, 'data'),
    relay: 'https://photos.example',
    session: 'anna-li',
    hotFolders: [
      { path: path.join(folder, 'a') },
      { path: '/srv/b', photographer: 'Jané', noticing: 'polling' },
    ],
    tetherHost: '0.0.0.0',
    tetherPort: 8080,
    preset: { publishMode: { kind: 'review' } },
  });
});

it('an option comes before the file, and only this computer is let in unless told', async () => {
  const file = await config({ relay: 'https://photos.example', hotFolders: ['/a'] });
  const options = await readOptions(['--config', file, '--relay', 'nas', '--hot-folder', '/b']);
  expect(options).toMatchObject({
    relay: 'nas',
    hotFolders: [{ path: '/b' }],
    tetherHost: '127.0.0.1',
    tetherPort: 3002,
  });
});

it('a second relay is named by the file or by options, with the session there', async () => {
  const file = await config({
    second: { relay: 'http://venue.local:3001', deviceTokenFile: 'venue-token' },
  });
  const venue = {
    relay: 'http://venue.local:3001',
    session: null,
    deviceTokenFile: path.join(folder, 'venue-token'),
  };
  expect(await readOptions(['--config', file])).toMatchObject({ second: venue });
  expect(await readOptions(['--config', file, '--second-session', 'party'])).toMatchObject({
    second: { ...venue, session: 'party' },
  });
  expect(await readOptions([])).toMatchObject({ second: null });
});

it.each([
  ['no JSON', '{', 'cannot be read'],
  ['a word that is not known', { hotFolder: ['/a'] }, 'hotFolder'],
  ['a value of another kind', { tether: { port: 'x' } }, 'port'],
  ['a hot folder without a path', { hotFolders: [{ tag: 'x' }] }, 'hotFolders'],
  ['a second relay without an address', { second: {} }, 'second.relay'],
  ['a recipe that cannot be', { recipe: { thumb: 7 } }, 'recipe'],
])('a file with %s is refused, and the sentence says where', async (_, content, where) => {
  await expect(readOptions(['--config', await config(content)])).rejects.toThrow(where);
});

it.each([
  [['--config', '/nowhere/x.json'], 'cannot be read'],
  [['--tether-port', 'x'], '--tether-port'],
  [['--tether-port', '70000'], '--tether-port'],
  [['--second-session', 'x'], '--second-relay'],
  [['--what'], '--help'],
])('the words %j are refused with a sentence', async (words, sentence) => {
  await expect(readOptions(words)).rejects.toThrow(sentence);
});
