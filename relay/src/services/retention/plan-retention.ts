import type { RetentionConfig } from '../../config/retention.ts';
import type { Db } from '../../db/database.ts';
import {
  countBin,
  countBytes,
  countDoomed,
  listAging,
  listLeaving,
} from '../../repositories/retention.ts';
import type { AgingSession } from '../../repositories/retention.ts';
import { countContent } from '../../repositories/session-purge.ts';
import { countWaiting } from './count-waiting.ts';
import { fateOf } from './fate.ts';
import type { Fate } from './fate.ts';
import { hasPolicy, readPolicy } from './policy.ts';

/** What is in a session; `bytes` of everything that its photos have shown. */
interface Content {
  photos: number;
  messages: number;
  bytes: number;
}

/** What the policy is going to do to a session, and when. */
export interface PlannedStep extends Content {
  id: string;
  title: string;
  step: 'archive' | 'delete';
  at: number;
}

/** What the relay will do by itself, and when; times in epoch milliseconds. */
export interface RetentionPlan {
  /** By the policy, the two hundred that come next; null: there is no policy. */
  policy: PlannedStep[] | null;
  /** How many steps of the policy come after those. */
  later: number;
  /** Deleted sessions, those that go first in front; `at` null: with the next purge. */
  sessions: ({ id: string; title: string; at: number | null } & Content)[];
  /** Photos in the bin; `firstAt` is when the first of them cannot be restored any more. */
  bin: { photos: number; bytes: number; firstAt: number | null };
  /** Stored files that nothing refers to and that are still too young to go. */
  waiting: { blobs: number; bytes: number };
  /** Stored files that nothing refers to, marked for the next collections. */
  doomed: { blobs: number; bytes: number };
}

export interface PlanSettings {
  retention: RetentionConfig;
  /** How long a deleted photo can be restored, in milliseconds. */
  photoGraceMs: number;
  /** Epoch milliseconds. */
  now: number;
}

const STEPS = 200;

/** What the relay is going to do by itself; changes nothing. */
export async function planRetention(db: Db, settings: PlanSettings): Promise<RetentionPlan> {
  const { photoGraceMs, now } = settings;
  const sessions: RetentionPlan['sessions'] = [];
  for (const { id, title, restorable_until } of await listLeaving(db)) {
    sessions.push({ id, title, at: restorable_until, ...(await contentOf(db, id)) });
  }
  const { photos, bytes, oldest } = await countBin(db);
  return {
    ...(await planPolicy(db, settings)),
    sessions,
    bin: { photos, bytes, firstAt: oldest === null ? null : oldest + photoGraceMs },
    waiting: await countWaiting(db, { stored: now, removed: now - photoGraceMs }),
    doomed: await countDoomed(db),
  };
}

async function planPolicy(
  db: Db,
  { retention, now }: PlanSettings,
): Promise<Pick<RetentionPlan, 'policy' | 'later'>> {
  if (!hasPolicy(retention)) return { policy: null, later: 0 };
  const policy = await readPolicy(db, retention, now);
  const all = (await listAging(db))
    .flatMap((session) => nextStep(session, fateOf(session, policy, now)))
    .toSorted((a, b) => a.at - b.at);
  const steps: PlannedStep[] = [];
  for (const step of all.slice(0, STEPS))
    steps.push({ ...step, ...(await contentOf(db, step.id)) });
  return { policy: steps, later: all.length - steps.length };
}

function nextStep(
  { id, title }: AgingSession,
  { archiveAt, deleteAt }: Fate,
): Omit<PlannedStep, keyof Content>[] {
  if (archiveAt !== null) return [{ id, title, step: 'archive', at: archiveAt }];
  if (deleteAt !== null) return [{ id, title, step: 'delete', at: deleteAt }];
  return [];
}

async function contentOf(db: Db, id: string): Promise<Content> {
  const { photos, messages } = await countContent(db, id);
  return { photos, messages, bytes: await countBytes(db, id) };
}
