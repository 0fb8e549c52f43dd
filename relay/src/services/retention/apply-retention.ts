import type { RetentionConfig } from '../../config/retention.ts';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { lastEventsOf, listQuiet } from '../../repositories/retention.ts';
import { lockSession } from '../../repositories/sessions.ts';
import type { AccessCodes } from '../access/access-codes.ts';
import { BY_THE_RELAY, recordAudit } from '../audit/record-audit.ts';
import { announceChange } from '../sessions/announce-change.ts';
import { applyChange } from '../sessions/settings.ts';
import type { ChangedSession, SessionChange } from '../sessions/settings.ts';
import { NOTICE_MS, fateOf } from './fate.ts';
import type { RetentionPolicy } from './fate.ts';
import { keepPolicy } from './policy.ts';

export interface RetentionDeps {
  db: Db;
  fanOut: FanOut;
  codes: AccessCodes;
  retention: RetentionConfig;
  /** How long what goes into the bin can be brought back, in milliseconds. */
  graceMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}

/** The ids of sessions, by what was done to them. */
export interface AppliedRetention {
  archived: string[];
  deleted: string[];
}

const AT_ONCE = 50;

/**
 * Archives sessions in which nothing happens any more, and moves those into the bin that have been
 * in the archive for long: as their owners could, and to be taken back like that. Each in one
 * transaction, which looks once more; safe on any number of instances, one of which does it.
 *
 * @param signal ends it between two sessions; the next run goes on.
 */
export async function applyRetention(
  deps: RetentionDeps,
  signal?: AbortSignal,
): Promise<AppliedRetention> {
  const applied: AppliedRetention = { archived: [], deleted: [] };
  const policy = await keepPolicy(deps.db, deps.retention, deps.now());
  if (policy === null || deps.now() < policy.since + NOTICE_MS) return applied;
  for (const id of await listQuiet(deps.db, { ...policy, now: deps.now() }, AT_ONCE)) {
    if (signal?.aborted === true) return applied;
    const done = await applyTo(deps, policy, id);
    if (done === null) continue;
    announceChange(deps.fanOut, done.changed);
    applied[done.step].push(id);
  }
  return applied;
}

interface Step {
  step: keyof AppliedRetention;
  changed: ChangedSession;
}

async function applyTo(
  deps: RetentionDeps,
  policy: RetentionPolicy,
  id: string,
): Promise<Step | null> {
  return deps.db.transaction().execute(async (trx) => {
    const session = await lockSession(trx, id);
    if (session === undefined) return null;
    const now = deps.now();
    const last_event_at = (await lastEventsOf(trx, [id])).get(id) ?? null;
    const { archiveAt, deleteAt } = fateOf({ ...session, last_event_at }, policy, now);
    const isDue = (at: number | null): boolean => at !== null && at <= now;
    // Another instance was first, or somebody has kept it meanwhile.
    if (!isDue(archiveAt) && !isDue(deleteAt)) return null;
    const step = isDue(archiveAt) ? 'archived' : 'deleted';
    const change: SessionChange =
      step === 'archived'
        ? { kind: 'settings', wanted: { expiresAt: now } }
        : { kind: 'deletion', restorableUntil: now + deps.graceMs };
    const changed = await applyChange({ ...deps, db: trx }, session, change);
    const action = step === 'archived' ? 'session_archived' : 'session_deleted';
    await recordAudit(trx, BY_THE_RELAY, { action, sessionId: id }, now);
    return { step, changed };
  });
}
