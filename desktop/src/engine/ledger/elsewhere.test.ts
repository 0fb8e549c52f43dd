import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createOwnership } from '../folders/ownership.ts';
import { createLedger, type Ledger } from './ledger.ts';

let dataDir: string;
let wedding: Ledger;
let party: Ledger;
let folder: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'elsewhere-'));
  const open = (sessionId: string) =>
    createLedger(dataDir, { sessionId, newId: uuidv7, now: Date.now });
  wedding = open('wedding');
  party = open('party');
  folder = wedding.files.hotFolderId('/shoot');
});
afterEach(async () => {
  wedding.close();
  party.close();
  await rm(dataDir, { recursive: true });
});

const SIGNATURE = { size: 10, mtimeMs: 5.5, ino: 1 };
const place = () => ({ hotFolderId: folder, path: 'day 1/IMG_1.JPG' });

it('a file that another session has dealt with is its, by whatever folder it is found', () => {
  wedding.files.seen(place(), 1);
  wedding.files.unsupported(place(), SIGNATURE, 'a film');
  const inner = { hotFolderId: party.files.hotFolderId('/shoot/day 1'), path: 'IMG_1.JPG' };
  const ownership = createOwnership(party.elsewhere);
  expect(ownership.signatureOf(place())).toEqual(SIGNATURE);
  expect(ownership.signatureOf(inner)).toEqual(SIGNATURE);
  expect(createOwnership(wedding.elsewhere).signatureOf(place())).toBeUndefined();
});

it('a file that another session has only seen waits for it', () => {
  wedding.files.seen(place(), 1);
  expect(createOwnership(party.elsewhere).isWaitedFor(place())).toBe(true);
  expect(createOwnership(wedding.elsewhere).isWaitedFor(place())).toBe(false);
});

it('a file that failed there is tried there again', () => {
  wedding.files.seen(place(), 1);
  wedding.files.failed(place(), null, { reason: 'torn', canRetry: true });
  expect(createOwnership(party.elsewhere).isWaitedFor(place())).toBe(true);
});

it('a name under which a file vanished is free for everybody', () => {
  wedding.files.seen(place(), 1);
  wedding.files.vanished(place(), 7);
  expect(createOwnership(party.elsewhere).isWaitedFor(place())).toBe(false);
});
