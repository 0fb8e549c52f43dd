import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FolderSettings } from '../../bridge/desk.ts';
import { watchFolder, type WatchedFolder } from './watched-folder.ts';

let root: string;
let folder: WatchedFolder;
let share: string | null;
const seen: string[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'watched-'));
  seen.length = 0;
});
afterEach(async () => {
  await folder.stop();
  await rm(root, { recursive: true });
});

const settings = (told: Partial<FolderSettings> = {}): FolderSettings => ({
  path: root,
  photographer: null,
  tag: null,
  noticing: 'auto',
  ...told,
});

function watch(told: Partial<FolderSettings> = {}): void {
  folder = watchFolder('id', settings(told), {
    known: () => undefined,
    onCandidate: (candidate) => seen.push(candidate.path),
    onChange: () => undefined,
    onError: (error) => {
      throw error;
    },
    findShare: async () => share,
  });
}

const waitFor = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

it.each([
  ['a disk of this computer', null, 'auto', false],
  ['a network share', 'nfs4', 'auto', true],
  ['a share that sends events', 'cifs', 'events', false],
  ['a disk that a person wants searched', null, 'polling', true],
] as const)('%s is watched as suits it', async (_, kind, noticing, polls) => {
  share = kind;
  watch({ noticing });
  await writeFile(path.join(root, 'a.jpg'), 'a');
  await waitFor(() => expect(seen).toContain('a.jpg'));
  expect(folder.settingsView()).toMatchObject({ polls, share: kind, noticing });
});

it('how it is watched can be changed while it is', async () => {
  share = null;
  watch();
  await waitFor(() => expect(folder.settingsView().polls).toBe(false));
  folder.set(settings({ noticing: 'polling', photographer: 'Jané' }));
  await waitFor(() => expect(folder.settingsView()).toMatchObject({ polls: true }));
  await writeFile(path.join(root, 'b.jpg'), 'b');
  await waitFor(() => expect(seen).toContain('b.jpg'));
  expect(folder.settings().photographer).toBe('Jané');
});
