import { createHmac, timingSafeEqual } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import type {
  AskTakedown,
  AskedTakedown,
  DecideTakedown,
  SessionTakedown,
  Takedown,
  TakedownPage,
} from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { TakedownRow } from '../../db/takedown-tables.ts';
import { findPhoto } from '../../repositories/photos.ts';
import { findTakedown, findVisible, listTakedowns } from '../../repositories/takedowns.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { actingIn } from '../access/guest-passes.ts';
import { nameOrNull } from '../access/name-of.ts';
import { deriveKey } from '../access/tokens.ts';
import { changePhoto, noSuchPhoto } from '../photos/change.ts';
import type { ChangeDeps } from '../photos/change.ts';
import { askWithin } from './ask.ts';
import type { Asked } from './ask.ts';
import { auditAsked, auditDecided } from './audit-takedown.ts';
import { decideWithin, noSuchTakedown } from './decide.ts';
import type { Decided } from './decide.ts';
import type { TakedownLimits } from './limits.ts';
import { createVisitors } from './visitors.ts';
import { newsOf, viewForMember, viewTakedown } from './view.ts';

export interface TakedownDeps extends ChangeDeps {
  signingSecret: string;
  limits: TakedownLimits;
}

/** Who asks for a photo to go, or asks what became of it. */
export interface Asker {
  actor: Actor;
  /** The browser of whoever has no name. */
  visitorId: string | null;
}

export type TakedownService = ReturnType<typeof takedownService>;

/** "Please remove this photo of me": hidden at once, decided by the owner, on record either way. */
export function takedownService(deps: TakedownDeps) {
  const { db, fanOut } = deps;
  const access = accessService(deps);
  const secretKey = deriveKey(deps.signingSecret, 'takedown secret');
  const originKey = deriveKey(deps.signingSecret, 'takedown origin');
  const secretOf = (id: string): string =>
    createHmac('sha256', secretKey).update(id).digest('base64url');
  const originOf = (sessionId: string, address: string): string =>
    createHmac('sha256', originKey).update(`${sessionId}\n${address}`).digest('base64url');

  /**
   * @param address the network it comes from.
   * @throws PictureLiveError `rate_limited`, `photo_gone`, `not_found`; what `authorize` throws.
   */
  async function ask(
    who: { actor: Actor; visitorId: string; address: string },
    photoId: string,
    { reason, contact }: z.output<typeof AskTakedown>,
  ): Promise<AskedTakedown> {
    const sessionId = (await findPhoto(db, photoId))?.session_id;
    if (sessionId === undefined) throw noSuchPhoto();
    const asker = nameIn(who, sessionId) ?? `visitor:${who.visitorId}`;
    deps.limits.take({ sessionId, asker, address: who.address });
    const origin = originOf(sessionId, who.address);
    const wanted = { asker, origin, reason, contact: contact ?? null };
    const done: Asked[] = [];
    const wish = { actor: who.actor, action: 'request_takedown' as const, photoId, sessionId };
    await changePhoto(deps, wish, async (trx, stored, at) => {
      const asked = await askWithin(trx, stored, wanted, at);
      done.push(asked);
      if (asked.isNews) await auditAsked(trx, asked.row, at);
      return asked.event;
    });
    const [asked] = done;
    if (asked === undefined) throw new Error('The request was not recorded.');
    const hidden = await isHidden(asked.row);
    if (asked.isNews) publish('takedown_requested', asked.row, hidden);
    return { ...viewTakedown(asked.row, hidden), secret: secretOf(asked.row.id) };
  }

  /**
   * For whoever asked, by the secret or by who they are, and for members.
   *
   * @throws PictureLiveError `not_found` for everybody else.
   */
  async function read(who: Asker, id: string, secret: string | undefined): Promise<Takedown> {
    const row = await findTakedown(db, id);
    if (row === undefined) throw noSuchTakedown();
    const isTheirs =
      (secret !== undefined && isSame(secret, secretOf(id))) ||
      [nameIn(who, row.session_id), `visitor:${who.visitorId ?? ''}`].includes(row.asker);
    if (!isTheirs) await access.authorize(who.actor, 'view_all', row.session_id).catch(notTheirs);
    return viewTakedown(row, await isHidden(row));
  }

  /** @throws PictureLiveError what `authorize` throws; `invalid_request` for a cursor not ours. */
  async function list(
    actor: Actor,
    idOrSlug: string,
    page: { state?: 'open' | 'decided' | undefined; after?: string | undefined; limit: number },
  ): Promise<TakedownPage> {
    const { session, standing } = await access.authorize(actor, 'view_all', idOrSlug);
    const open = page.state === undefined ? null : page.state === 'open';
    const before = page.after === undefined ? null : readCursor(page.after);
    const found = await listTakedowns(db, session.id, { before, limit: page.limit + 1, open });
    const rows = found.slice(0, page.limit);
    const photoIds = rows.map((row) => row.photo_id);
    const visible = await findVisible(db, photoIds);
    const last = rows.at(-1);
    const more = found.length > rows.length && last !== undefined;
    return {
      takedowns: rows.map((row) =>
        viewForMember(row, !visible.has(row.photo_id), standing === 'owner'),
      ),
      nextCursor: more ? makeCursor(last.id) : null,
    };
  }

  /** @throws PictureLiveError `not_found`, `takedown_decided`; what `authorize` throws. */
  async function decide(
    actor: Actor,
    id: string,
    { decision: state, note }: z.output<typeof DecideTakedown>,
  ): Promise<SessionTakedown> {
    const known = await findTakedown(db, id);
    if (known === undefined) throw noSuchTakedown();
    const done: Decided[] = [];
    const wish = { actor, action: 'decide_takedown' as const, photoId: known.photo_id };
    await changePhoto(deps, wish, async (trx, stored, at) => {
      if (actor.kind !== 'user') throw new PictureLiveError('forbidden');
      const decision = { state, decided_at: at, decided_by: actor.userId, note };
      const decided = await decideWithin(trx, stored, id, decision);
      done.push(decided);
      if (known.state !== state) await auditDecided(trx, actor, decided.rows, at);
      return decided.event;
    });
    const rows = done.flatMap((decided) => decided.rows);
    const [row] = rows;
    if (row === undefined) throw new Error('The request was not decided.');
    const hidden = await isHidden(row);
    if (known.state !== row.state) {
      for (const one of rows) publish('takedown_decided', one, hidden);
    }
    return viewForMember(row, hidden, true);
  }

  async function isHidden({ photo_id: photoId }: TakedownRow): Promise<boolean> {
    return !(await findVisible(db, [photoId])).has(photoId);
  }

  function publish(
    event: 'takedown_requested' | 'takedown_decided',
    row: TakedownRow,
    hidden: boolean,
  ): void {
    fanOut.publish({ kind: 'takedown', event, news: newsOf(row, hidden) });
  }

  return { ask, read, list, decide, visitors: createVisitors(deps.signingSecret) };
}

function nameIn({ actor }: Pick<Asker, 'actor'>, sessionId: string): string | null {
  return nameOrNull(actingIn(actor, sessionId));
}

/** Whether a request exists is nobody else's business. */
function notTheirs(error: unknown): never {
  const status = error instanceof PictureLiveError ? error.status : 500;
  throw status < 500 ? noSuchTakedown() : error;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Ids sort by the time of asking. */
function makeCursor(id: string): string {
  return Buffer.from(`takedown:${id}`).toString('base64url');
}

function readCursor(cursor: string): string {
  const id = /^takedown:(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (id === undefined || !Id.safeParse(id).success) {
    throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
  }
  return id;
}
