import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PictureLiveError, type ErrorCode } from '@picture-live/shared/errors';
import type { Message, SendMessage } from '@picture-live/shared/protocol';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { createAnnouncing, type Announcing } from './announcing.ts';

const SESSION = 'session';
let dataDir: string;
let ledger: Ledger;
let stopping: AbortController;
let announcing: Announcing;
/** What the relay shows, by id. */
let shown: Map<string, Message>;
/** Fails the next call so; `happened`: the reply was lost. */
let failures: { code: ErrorCode; happened: boolean }[];
let isOnline: boolean;
let errors: unknown[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'announcing-'));
  shown = new Map();
  failures = [];
  isOnline = true;
  errors = [];
  begin();
});

afterEach(async () => {
  await end();
  await rm(dataDir, { recursive: true });
  expect(errors).toEqual([]);
});

function begin(): void {
  stopping = new AbortController();
  ledger = createLedger(dataDir, { sessionId: SESSION, newId: uuidv7, now: () => Date.now() });
  announcing = createAnnouncing({
    client: { sendMessage: async (_session, sent) => send(sent), hideMessage: hide },
    sessionId: SESSION,
    announcements: ledger.announcements.to(SESSION),
    link: { isOnline: () => isOnline, lost: () => (isOnline = false) },
    patiently: async (work) => work(),
    now: () => Date.now(),
    random: () => 0,
    onTold: () => {},
    onChange: () => {},
    onError: (error) => errors.push(error),
    signal: stopping.signal,
  });
}

async function end(): Promise<void> {
  stopping.abort();
  await announcing.stopped();
  ledger.close();
}

function answer<T>(effect: () => T): T {
  const [failure] = failures.splice(0, 1);
  if (!failure) return effect();
  if (failure.happened) effect();
  throw new PictureLiveError(failure.code);
}

function send({ id, text = '' }: SendMessage): Message {
  return answer(() => {
    const sender = { id: 'laptop', name: 'Anna & Li', team: true };
    const message = { id, seq: shown.size + 1, sender, text, createdAt: 1, announcement: true };
    return shown.get(id) ?? shown.set(id, message).get(id) ?? message;
  });
}

async function hide(id: string): Promise<Message> {
  return answer(() => {
    const message = shown.get(id);
    if (!message) throw new PictureLiveError('not_found');
    shown.set(id, { ...message, hidden: true });
    return message;
  });
}

const read = () => [...shown.values()].filter(({ hidden }) => !hidden).map(({ text }) => text);
const waiting = () => ledger.announcements.list().map(({ text }) => text);
const done = () =>
  vi.waitFor(() => expect(ledger.announcements.pending()).toBe(0), { timeout: 20_000 });

it('brings what was written while the relay was away, once and in its order', async () => {
  isOnline = false;
  for (const text of ['Cake at nine', 'Dance at ten']) ledger.announcements.write(text);
  announcing.pump();
  await end();
  begin();
  expect(waiting(), 'also after a crash').toEqual(['Cake at nine', 'Dance at ten']);
  isOnline = true;
  failures = [{ code: 'unavailable', happened: true }];
  announcing.pump();
  await done();
  expect(read()).toEqual(['Cake at nine', 'Dance at ten']);
  expect(waiting()).toEqual([]);
});

it('takes one back that has not left', () => {
  isOnline = false;
  const { id } = ledger.announcements.write('Cake at nine');
  expect(ledger.announcements.takenBack(id)).toBe('Cake at nine');
  expect([waiting(), ledger.announcements.pending()]).toEqual([[], 0]);
});

it('takes one back from the guests that had arrived without an answer', async () => {
  const { id } = ledger.announcements.write('Cake at nine');
  failures = [{ code: 'relay_unreachable', happened: true }];
  announcing.pump();
  await vi.waitFor(() => expect(isOnline).toBe(false), { timeout: 20_000 });
  expect(ledger.announcements.takenBack(id)).toBe('Cake at nine');
  expect(waiting()).toEqual([]);
  isOnline = true;
  announcing.pump();
  await done();
  expect([shown.size, read()]).toEqual([1, []]);
  expect(ledger.announcements.takenBack(id), 'it is out of the way').toBeNull();
});

it('keeps what the relay refuses for a person, and lets the next one out', async () => {
  const { id } = ledger.announcements.write('Too much');
  ledger.announcements.write('Cake at nine');
  failures = [{ code: 'invalid_request', happened: false }];
  announcing.pump();
  await done();
  expect(read()).toEqual(['Cake at nine']);
  const refused = ledger.announcements.list();
  expect(refused.map((one) => [one.id, one.reason === null])).toEqual([[id, false]]);
  expect(ledger.announcements.takenBack(id)).toBe('Too much');
  expect(waiting()).toEqual([]);
});

it('goes to each destination by itself', async () => {
  ledger.destinations.setSecond('cloud');
  ledger.announcements.write('Cake at nine');
  announcing.pump();
  await vi.waitFor(() => expect(read()).toEqual(['Cake at nine']), { timeout: 20_000 });
  const cloud = ledger.announcements.to('cloud');
  expect([waiting(), cloud.next()?.text]).toEqual([['Cake at nine'], 'Cake at nine']);
  cloud.arrived(cloud.next()?.id ?? '');
  expect(waiting()).toEqual([]);
});

it('does not come out at a destination that was given up meanwhile', () => {
  isOnline = false;
  ledger.destinations.setSecond('cloud');
  ledger.announcements.write('Cake at nine');
  ledger.destinations.setSecond(null);
  ledger.destinations.setSecond('cloud');
  expect(ledger.announcements.to('cloud').next()).toBeUndefined();
  expect(waiting()).toEqual(['Cake at nine']);
});
