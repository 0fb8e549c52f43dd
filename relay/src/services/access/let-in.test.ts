import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Updateable } from 'kysely';
import type { SessionsTable } from '../../db/tables.ts';
import { updateSession } from '../../repositories/sessions.ts';
import { openTestDatabase } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { createAccessCodes } from './access-codes.ts';
import { ANONYMOUS } from './actor.ts';
import type { Actor } from './actor.ts';
import { accessService } from './authorize.ts';
import { codeAttemptsInMemory } from './code-attempts.ts';
import { letInService } from './let-in.ts';
import { createTokens } from './tokens.ts';

const SECRET = 'a secret of the tests, long enough for all of them';
const HOUR = 3_600_000;

let database: TestDatabase;
let now: number;
let door: ReturnType<typeof letInService>;
let access: ReturnType<typeof accessService>;
const codes = createAccessCodes(SECRET);
const clock = (): number => now;
beforeEach(async () => {
  now = Date.now();
  database = await openTestDatabase();
  const deps = { db: database.db, now: clock, codes, attempts: codeAttemptsInMemory(clock) };
  door = letInService({ ...deps, tokens: createTokens(SECRET, clock) });
  access = accessService(deps);
  await save({ access: 'code', code_hash: codes.hash(database.sessionId, 'sesame') });
});
afterEach(() => database.db.destroy());

const save = (changes: Updateable<SessionsTable>) =>
  updateSession(database.db, database.sessionId, changes);
const enter = (accessCode: string | undefined, actor: Actor = ANONYMOUS) =>
  door.letIn({ actor, accessCode, address: 'hall' }, database.sessionId);
const guest = (guestId: string): Actor => ({
  kind: 'guest',
  sessionId: database.sessionId,
  guestId,
});
const look = (actor: Actor) => access.authorize(actor, 'view', database.sessionId);

test('the code lets in for twelve hours, or until the session ends', async () => {
  const long = await enter('sesame');
  expect(long.expiresAt).toBe(Math.floor(now / 1000) * 1000 + 12 * HOUR);
  const end = Math.floor(now / 1000) * 1000 + HOUR;
  await save({ expires_at: end });
  expect((await enter('sesame')).expiresAt).toBe(end);
  await look(guest(long.guestId));
  now = end;
  await expect(enter('sesame')).rejects.toMatchObject({
    code: 'session_expired',
    // Whoever guessed the link does not learn what it was.
    details: undefined,
  });
  await expect(look(guest(long.guestId))).rejects.toMatchObject({ code: 'session_expired' });
});

test('no code and a wrong one are different, and neither lets in', async () => {
  await expect(enter(undefined)).rejects.toMatchObject({ code: 'access_code_required' });
  await expect(enter('sesamE')).rejects.toMatchObject({ code: 'access_code_wrong' });
  await save({ code_hash: codes.hash(uuid(), 'sesame') });
  await expect(enter('sesame')).rejects.toMatchObject({ code: 'access_code_wrong' });
});

test('who guesses is slowed down, with the seconds to wait', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 60 }, () => enter('guess')));
  const failed = tries.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  expect(failed.at(0)).toMatchObject({ code: 'access_code_wrong' });
  expect(failed.at(-1)).toMatchObject({ code: 'rate_limited', details: { retryAfter: 1 } });
  await expect(enter('sesame')).rejects.toMatchObject({ code: 'rate_limited' });
  now += 5_000;
  expect((await enter('sesame')).sessionId).toBe(database.sessionId);
});

test('a guest who shows the code again stays the same guest, unless it was changed meanwhile', async () => {
  const first = await enter('sesame');
  now += HOUR;
  const again = await enter('sesame', guest(first.guestId));
  expect(again.guestId).toBe(first.guestId);
  await save({ guests_since: now });
  await expect(look(guest(first.guestId))).rejects.toMatchObject({ code: 'access_code_required' });
  expect((await enter('sesame', guest(first.guestId))).guestId).not.toBe(first.guestId);
});

test('a pass in the browser counts in its own session only', async () => {
  const { guestId, expiresAt } = await enter('sesame');
  const pass = { guestId, expiresAt };
  const passes = new Map([[database.sessionId, pass]]);
  const { actor, standing } = await look({ kind: 'anonymous', passes });
  expect([actor, standing]).toEqual([guest(guestId), 'guest']);
  await expect(
    look({ kind: 'anonymous', passes: new Map([[uuid(), pass]]) }),
  ).rejects.toMatchObject({ code: 'access_code_required' });
});
