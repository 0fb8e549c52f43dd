import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { auditService } from './audit.ts';
import { BY_THE_RELAY, recordAudit } from './record-audit.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.db.destroy());

const place = { after: null, limit: 10 };

test('what is older than the setting says is forgotten, however much there is of it', async () => {
  const { db, sessionId } = database;
  const accountId = uuid();
  const deed = { action: 'session_changed', sessionId, accountId } as const;
  await recordAudit(
    db,
    BY_THE_RELAY,
    Array.from({ length: 1_200 }, () => deed),
    1_000,
  );
  await recordAudit(db, BY_THE_RELAY, deed, 2_000);
  const audit = auditService({ db, keepMs: 500, now: () => 2_400 });
  await audit.forgetOld();
  const actor = { kind: 'user', userId: accountId, tokenId: '' } as const;
  const { entries } = await audit.ofAccount(actor, {}, place);
  expect(entries.map(({ at }) => at)).toEqual([2_000]);
});

test('an entry is there with the change it tells of, or neither is', async () => {
  const { db, sessionId } = database;
  const accountId = uuid();
  const broken = db.transaction().execute(async (trx) => {
    await recordAudit(trx, BY_THE_RELAY, { action: 'session_changed', accountId, sessionId }, 1);
    throw new Error('the power went');
  });
  await expect(broken).rejects.toThrow('the power went');
  const actor = { kind: 'user', userId: accountId, tokenId: '' } as const;
  const audit = auditService({ db, keepMs: 500, now: () => 2 });
  expect(await audit.ofAccount(actor, {}, place)).toEqual({ entries: [], nextCursor: null });
});
