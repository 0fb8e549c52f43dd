import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from './open.ts';
import { LEDGER_VERSION } from './schema.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'open-ledger-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a version of the program that was put back does not touch what a newer one has written', () => {
  const db = openLedger(folder);
  db.pragma(`user_version = ${LEDGER_VERSION + 1}`);
  db.close();
  expect(() => openLedger(folder)).toThrow(/written by a newer Picture Live: install that one/);
  expect(() => openLedger(folder)).toThrow(folder);
});

test('its own ledger it opens again', () => {
  openLedger(folder).close();
  expect(() => openLedger(folder).close()).not.toThrow();
});
