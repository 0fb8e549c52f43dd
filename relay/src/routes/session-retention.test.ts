import { Session, SessionPage } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateSession } from '../repositories/sessions.ts';
import { writeSetting } from '../repositories/settings.ts';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { changeSession, createSession } from '../testing/sessions.ts';

const DAY = 24 * 3_600_000;
const retention = { archiveMs: 60 * DAY, purgeMs: 200 * DAY };

let relay: TestRelay;
let anna: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ retention, registration: 'open' });
  anna = await registerUser(relay);
  const known = JSON.stringify({ ...retention, since: Date.now() - 300 * DAY });
  await withDatabase(relay, (db) => writeSetting(db, 'retention_policy', known));
});
afterEach(() => relay.stop());

const read = async (caller: TestCaller, id: string): Promise<Session> =>
  Session.parse(await (await caller.call('GET', `/api/sessions/${id}`)).json());

test('members see beforehand what the relay will do, guests nothing of it', async () => {
  const made = Date.now() - 50 * DAY;
  const { id } = await createSession(anna);
  await withDatabase(relay, (db) => updateSession(db, id, { created_at: made }));
  const due = { kept: false, archiveAt: made + 60 * DAY, deleteAt: null };
  expect((await read(anna, id)).mine?.retention).toEqual(due);
  const page = SessionPage.parse(await (await anna.call('GET', '/api/sessions')).json());
  expect(page.sessions.find((one) => one.id === id)?.mine?.retention).toEqual(due);
  const guest = new TestCaller(relay.url);
  expect(JSON.stringify(await read(guest, id))).not.toMatch(/archiveAt|kept/);
  const ended = await changeSession(anna, id, { expiresAt: made });
  expect(ended.mine?.retention?.archiveAt).toBeNull();
  expect(ended.mine?.retention?.deleteAt).toBeGreaterThan(Date.now());
});

test('an owner keeps a session for good, and lets it go again; others may not', async () => {
  const { id } = await createSession(anna);
  const kept = await changeSession(anna, id, { kept: true });
  expect(kept.mine?.retention).toEqual({ kept: true, archiveAt: null, deleteAt: null });
  const li = await registerUser(relay, { email: 'li@studio.example', name: 'Li' });
  await addMember(relay, id, li.id, 'moderator');
  expect((await li.call('PUT', `/api/sessions/${id}`, { kept: false })).status).toBe(403);
  expect((await read(li, id)).mine?.retention?.kept).toBe(true);
  const free = await changeSession(anna, id, { kept: false });
  expect(free.mine?.retention?.kept).toBe(false);
  expect(free.mine?.retention?.archiveAt).toBeGreaterThan(Date.now());
});
