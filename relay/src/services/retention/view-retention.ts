import type { SessionRetention } from '@picture-live/shared/protocol';
import type { RetentionConfig } from '../../config/retention.ts';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { lastEventsOf } from '../../repositories/retention.ts';
import { fateOf } from './fate.ts';
import { hasPolicy, readPolicy } from './policy.ts';

export interface RetentionViewDeps {
  db: Db;
  retention: RetentionConfig;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What the relay will do to these sessions by itself, for their members; nothing without a policy. */
export async function viewRetention(
  { db, retention, now }: RetentionViewDeps,
  sessions: readonly SessionRow[],
): Promise<Map<string, SessionRetention>> {
  if (!hasPolicy(retention) || sessions.length === 0) return new Map();
  const policy = await readPolicy(db, retention, now());
  const ids = sessions.map(({ id }) => id);
  const last = await lastEventsOf(db, ids);
  return new Map(
    sessions.map((session) => {
      const quiet = { ...session, last_event_at: last.get(session.id) ?? null };
      return [session.id, { kept: session.kept !== 0, ...fateOf(quiet, policy, now()) }];
    }),
  );
}
