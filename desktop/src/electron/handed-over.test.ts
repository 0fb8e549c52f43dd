import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createFakeElectron } from './fake/electron.ts';
import { FakeEvent } from './fake/page.ts';
import { readArguments, type HandedOver } from './handed-over.ts';
import { createInbox } from './inbox.ts';

const NOTHING: HandedOver = { links: [], folders: [] };
const LINK = 'picture-live://pair?relay=https://photos.example';
let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-args-'));
  await mkdir(at('card'));
  await writeFile(at('IMG_1.JPG'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('links and folders are taken, all else is passed over', () => {
  const args = ['--allow-file-access-from-files', '', 'card', at('IMG_1.JPG'), at('gone'), LINK];
  expect(readArguments(args, folder)).toEqual({ links: [LINK], folders: [at('card')] });
});

test('of very many only a few are taken', () => {
  expect(readArguments(Array<string>(500).fill('card'), folder).folders).toHaveLength(10);
  expect(readArguments(Array<string>(500).fill(LINK), folder).links).toHaveLength(10);
});

test('what came before anybody could take it waits, in its order', () => {
  const { app } = createFakeElectron();
  const inbox = createInbox(app, { links: [LINK], folders: [] });
  app.emit('second-instance', new FakeEvent(), ['picture-live', 'card'], folder);
  const take = vi.fn<(given: HandedOver) => void>();
  inbox.open(take);
  app.emit('second-instance', new FakeEvent(), ['picture-live', '--hidden'], folder);
  expect(take.mock.calls).toEqual([
    [{ links: [LINK], folders: [] }],
    [{ links: [], folders: [at('card')] }],
    [NOTHING],
  ]);
});

test('a Mac tells links and dropped folders by events of its own', () => {
  const { app } = createFakeElectron();
  const inbox = createInbox(app, NOTHING);
  const take = vi.fn<(given: HandedOver) => void>();
  inbox.open(take);
  const events = [new FakeEvent(), new FakeEvent(), new FakeEvent()];
  app.emit('open-url', events[0], LINK);
  app.emit('open-file', events[1], at('card'));
  app.emit('open-file', events[2], at('IMG_1.JPG'));
  expect(take.mock.calls.slice(1)).toEqual([
    [{ links: [LINK], folders: [] }],
    [{ links: [], folders: [at('card')] }],
    [NOTHING],
  ]);
  expect(events.every(({ prevented }) => prevented)).toBe(true);
});

test('a flood before the window is there is cut off', () => {
  const { app } = createFakeElectron();
  const inbox = createInbox(app, NOTHING);
  for (let i = 0; i < 100; i += 1) app.emit('open-url', new FakeEvent(), LINK);
  const take = vi.fn<(given: HandedOver) => void>();
  inbox.open(take);
  expect(take.mock.calls.length).toBe(10);
});
