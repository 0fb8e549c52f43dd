import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import type { ChangeSession, CreateSession, Session } from '@picture-live/shared/protocol';
import type { SessionPage } from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { saveMember } from '../../repositories/members.ts';
import {
  insertSessionUnlessTaken,
  listSessionsOf,
  lockSession,
} from '../../repositories/sessions.ts';
import { countOpenTakedowns } from '../../repositories/takedowns.ts';
import type { AccessCodes } from '../access/access-codes.ts';
import type { Actor, UserActor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Action } from '../access/policy.ts';
import { makeSlug } from '../first-start.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { viewSessionAs } from '../session-view.ts';
import { viewRetention } from '../retention/view-retention.ts';
import type { RetentionViewDeps } from '../retention/view-retention.ts';
import { requireSession } from '../sessions.ts';
import { coversOf } from './covers.ts';
import { announceChange } from './announce-change.ts';
import { auditChange } from './audit-change.ts';
import { applyChange, requireNoId, settingsOf } from './settings.ts';
import type { SessionChange } from './settings.ts';

export interface OwnSessionsDeps extends RetentionViewDeps {
  fanOut: FanOut;
  codes: AccessCodes;
  /** How long the owner can bring a deleted session back, in milliseconds. */
  graceMs: number;
}

/** What members make of their sessions. Calls about one session throw as `authorize`. */
export interface OwnSessionsService {
  list: (actor: UserActor, page: { after: string | null; limit: number }) => Promise<SessionPage>;
  /** @throws PictureLiveError `slug_taken`, `invalid_request` for settings that contradict. */
  create: (actor: UserActor, wanted: z.output<typeof CreateSession>) => Promise<Session>;
  /** @throws PictureLiveError `invalid_request` for settings that contradict. */
  change: (
    actor: Actor,
    idOrSlug: string,
    wanted: z.output<typeof ChangeSession>,
  ) => Promise<Session>;
  /** Hides it from everybody but its owners, with all its pictures. Idempotent. */
  remove: (actor: Actor, idOrSlug: string) => Promise<void>;
}

/** A generated slug is taken once in a trillion times; twice in a row is a broken generator. */
const SLUG_TRIES = 3;

export function ownSessionsService(deps: OwnSessionsDeps): OwnSessionsService {
  return {
    list: (actor, page) => list(deps, actor, page),
    create: (actor, wanted) => create(deps, actor, wanted),
    change: (actor, idOrSlug, wanted) =>
      changeLocked(
        deps,
        { actor, action: 'change_session', idOrSlug },
        { kind: 'settings', wanted },
      ),
    remove: async (actor, idOrSlug) => {
      const deletion = { kind: 'deletion' as const, restorableUntil: deps.now() + deps.graceMs };
      await changeLocked(deps, { actor, action: 'delete_session', idOrSlug }, deletion);
    },
  };
}

async function list(
  deps: OwnSessionsDeps,
  { userId }: UserActor,
  { after, limit }: { after: string | null; limit: number },
): Promise<SessionPage> {
  const { db, now } = deps;
  const before = after === null ? null : readCursor(after);
  const found = await listSessionsOf(db, userId, { before, limit: limit + 1, now: now() });
  const page = found.slice(0, limit);
  const covers = await coversOf(db, page);
  const ids = page.map(({ id }) => id);
  const asked = await countOpenTakedowns(db, ids);
  const fates = await viewRetention(deps, page);
  const sessions = page.map((row) => {
    const cover = covers.get(row.id) ?? null;
    const openTakedowns = asked.get(row.id) ?? 0;
    return viewSessionAs(row, row.role, { cover, openTakedowns, retention: fates.get(row.id) });
  });
  const last = sessions.at(-1);
  const more = found.length > limit && last !== undefined;
  return { sessions, nextCursor: more ? makeCursor(last.id) : null };
}

async function create(
  { db, codes, now }: OwnSessionsDeps,
  actor: UserActor,
  wanted: z.output<typeof CreateSession>,
): Promise<Session> {
  if (wanted.slug !== undefined) requireNoId(wanted.slug);
  const id = uuid();
  const row = await db.transaction().execute(async (trx) => {
    const settings = await settingsOf({ db: trx, codes }, id, wanted);
    const base = { ...settings, id, title: wanted.title, created_at: now() };
    const made = await insertWithSlug(trx, base, wanted.slug);
    const owner = { user_id: actor.userId, role: 'owner', created_at: now() } as const;
    await saveMember(trx, { session_id: id, ...owner });
    await recordAudit(trx, actor, { action: 'session_made', sessionId: id }, now());
    return made;
  });
  return viewSessionAs(row, 'owner');
}

async function insertWithSlug(
  trx: Db,
  session: Omit<Parameters<typeof insertSessionUnlessTaken>[1], 'slug'>,
  slug: string | undefined,
): Promise<SessionRow> {
  for (let tries = 0; tries < (slug === undefined ? SLUG_TRIES : 1); tries += 1) {
    const wanted = slug ?? makeSlug(session.title);
    const row = await insertSessionUnlessTaken(trx, { ...session, slug: wanted });
    if (row !== undefined) return row;
  }
  throw new PictureLiveError('slug_taken');
}

/**
 * Changes a session, with its event and its entry in the audit log, and tells everybody.
 *
 * @param first what else is done in the same transaction, once it is clear that it may be done.
 */
export async function changeLocked(
  deps: Omit<OwnSessionsDeps, 'graceMs'>,
  { actor, action, idOrSlug }: { actor: Actor; action: Action; idOrSlug: string },
  wanted: SessionChange,
  first: (trx: Db) => Promise<void> = async () => undefined,
): Promise<Session> {
  const { db, now } = deps;
  const { id } = await requireSession(db, idOrSlug);
  const changed = await db.transaction().execute(async (trx) => {
    const before = await lockSession(trx, id);
    if (before === undefined) throw new PictureLiveError('session_not_found');
    await authorize({ db: trx, now }, actor, action, before);
    await first(trx);
    const done = await applyChange({ ...deps, db: trx }, before, wanted);
    await auditChange(trx, actor, { before, done, wanted }, now());
    return done;
  });
  announceChange(deps.fanOut, changed);
  const retention = (await viewRetention(deps, [changed.after])).get(id);
  return viewSessionAs(changed.after, 'owner', { retention });
}

/** Ids sort by the time of creation. Opaque to clients, so that another order can have another. */
function makeCursor(id: string): string {
  return Buffer.from(`id:${id}`).toString('base64url');
}

function readCursor(cursor: string): string {
  const id = /^id:(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (id === undefined || !Id.safeParse(id).success) {
    throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
  }
  return id;
}
