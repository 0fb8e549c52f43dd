import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientToServerEvents, ServerToClientEvents } from '@picture-live/shared/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SETTINGS } from '../config.ts';
import { collectRoutes } from '../testing/routes.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';

/* Walks docs/seed-map.md: what the table promises has to be there. */

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The compiler sees to it that these are all the events there are, and no others. */
const TO_RELAY = {
  join_session: true,
  leave_session: true,
  painted: true,
  photo_gone: true,
  seen: true,
  send_message: true,
  typing: true,
  clock: true,
} satisfies Record<keyof ClientToServerEvents, true>;
const FROM_RELAY = {
  new_photo: true,
  photo_status_updated: true,
  photo_removed: true,
  session_updated: true,
  new_message: true,
  message_updated: true,
  message_removed: true,
  typing: true,
  messages_read: true,
  presence: true,
  photo_painted: true,
  upload_progress: true,
  removal_progress: true,
  takedown_requested: true,
  takedown_decided: true,
} satisfies Record<keyof ServerToClientEvents, true>;

let relay: TestRelay;
let routes: Set<string>;
let sections: Map<string, string[][]>;
beforeAll(async () => {
  const all = await collectRoutes(async () => {
    relay = await startTestRelay();
  });
  routes = new Set(all.keys());
  sections = readTables(await readFile(path.join(ROOT, 'docs/seed-map.md'), 'utf8'));
});
afterAll(() => relay.stop());

/** The rows of each section's table, without their head. */
function readTables(text: string): Map<string, string[][]> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const rows = lines.filter((line) => line.startsWith('|')).slice(2);
      return [title, rows.map(cellsOf)];
    }),
  );
}

function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));
}

function rowsOf(section: string): string[][] {
  const rows = sections.get(section) ?? [];
  expect(rows.length, section).toBeGreaterThan(5);
  return rows;
}

/** What stands in `code` in the last cell of each row. */
function named(section: string): string[] {
  return rowsOf(section).flatMap((row) => codeIn(row.at(-1) ?? ''));
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

test('every row of the seed systems is served by files that are there, or said to be missing', () => {
  for (const [row = '', , , here = ''] of rowsOf('Rows')) {
    const files = codeIn(here).filter((code) => code.includes('/'));
    expect(files.length > 0 || here.startsWith('not yet'), row).toBe(true);
    for (const file of files) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
  }
});

test('every endpoint of the seed systems is one of this relay', () => {
  const calls = named('Endpoints');
  expect(calls.length).toBe(rowsOf('Endpoints').length);
  for (const call of calls) expect([...routes], call).toContain(call);
});

test('no endpoint of the seed systems has been forgotten, where their list is at hand', async () => {
  const list = path.join(ROOT, '../shared/checks/seed-endpoints.mjs');
  const text = existsSync(list) ? await readFile(list, 'utf8') : '';
  const wanted = [...text.matchAll(/(get|post|put|delete) (\/[\w/{}-]+)/g)].map(
    ([, method = '', url = '']) => `${method.toUpperCase()} ${url.replaceAll('{id}', ':id')}`,
  );
  const seeds = new Set(rowsOf('Endpoints').flatMap(([seed = '']) => codeIn(seed)));
  for (const call of wanted) expect([...seeds]).toContain(call);
});

test('every event of the seed systems is in the types of the socket', () => {
  for (const [seed = '', direction, here = ''] of rowsOf('Events')) {
    const [name = ''] = codeIn(here);
    expect(codeIn(seed)).toEqual([name]);
    const known = direction === 'to the relay' ? TO_RELAY : FROM_RELAY;
    expect(direction).toMatch(/^(to|from) the relay$/);
    expect(Object.keys(known), here).toContain(name);
  }
});

test('every setting of the seed systems is in the configuration and in .env.example', async () => {
  const example = await readFile(path.join(ROOT, '.env.example'), 'utf8');
  for (const name of named('Settings').filter((code) => code === code.toUpperCase())) {
    expect(Object.keys(SETTINGS)).toContain(name);
    expect(example).toMatch(new RegExp(`^#?${name}=`, 'm'));
  }
});

test('every script of the seed systems is in package.json', async () => {
  const text = await readFile(path.join(ROOT, 'package.json'), 'utf8');
  for (const command of named('Scripts')) {
    const script = command.replace(/^npm (run )?/, '');
    expect(text, command).toContain(`"${script}": "`);
  }
});
