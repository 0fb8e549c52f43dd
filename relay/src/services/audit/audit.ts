import { PictureLiveError } from '@picture-live/shared/errors';
import { AuditAction, AuditDetails, Id } from '@picture-live/shared/protocol';
import type { AuditEntry, AuditFilter, AuditPage } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import { forgetAuditEntries, listAuditEntries } from '../../repositories/audit.ts';
import type { AuditScope, NamedAuditEntryRow } from '../../repositories/audit.ts';
import type { Actor, UserActor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';

export interface AuditDeps {
  db: Db;
  /** How long entries are kept, in milliseconds. */
  keepMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A place in the list of entries. */
export interface AuditPlace {
  /** The `nextCursor` of the page before. */
  after: string | null;
  limit: number;
}

/** What was done, for those it concerns; see record-audit.ts for how it is written. */
export interface AuditService {
  /** @throws PictureLiveError `invalid_request` for a cursor not ours; what `authorize` throws. */
  ofSession: (
    actor: Actor,
    idOrSlug: string,
    filter: AuditFilter,
    place: AuditPlace,
  ) => Promise<AuditPage>;
  /** Of the actor's own account. @throws PictureLiveError `invalid_request`. */
  ofAccount: (actor: UserActor, filter: AuditFilter, place: AuditPlace) => Promise<AuditPage>;
  /** Forgets what is too old; to be repeated. */
  forgetOld: (signal?: AbortSignal) => Promise<void>;
}

/** Small enough to be quick on a table that is read meanwhile. */
const FORGET_AT_ONCE = 500;

export function auditService(deps: AuditDeps): AuditService {
  const access = accessService(deps);
  return {
    ofSession: async (actor, idOrSlug, filter, place) => {
      const { session } = await access.authorize(actor, 'change_session', idOrSlug);
      return list(deps.db, { sessionId: session.id }, filter, place);
    },
    ofAccount: ({ userId }, filter, place) => list(deps.db, { accountId: userId }, filter, place),
    forgetOld: async (signal) => {
      const before = deps.now() - deps.keepMs;
      const isStopped = (): boolean => signal?.aborted === true;
      let forgotten = FORGET_AT_ONCE;
      while (forgotten === FORGET_AT_ONCE && !isStopped()) {
        forgotten = await forgetAuditEntries(deps.db, before, FORGET_AT_ONCE);
      }
    },
  };
}

async function list(
  db: Db,
  scope: AuditScope,
  filter: AuditFilter,
  { after, limit }: AuditPlace,
): Promise<AuditPage> {
  const before = after === null ? null : readCursor(after);
  const found = await listAuditEntries(db, scope, filter, { before, limit: limit + 1 });
  const entries = found.slice(0, limit).map(viewEntry);
  const last = entries.at(-1);
  const more = found.length > limit && last !== undefined;
  return { entries, nextCursor: more ? last.id : null };
}

function readCursor(cursor: string): string {
  if (Id.safeParse(cursor).success) return cursor;
  throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
}

const Subjects = z.array(z.string());

function viewEntry(row: NamedAuditEntryRow): AuditEntry {
  const { id, at, network, session_id: sessionId } = row;
  return {
    id,
    at,
    action: AuditAction.parse(row.action),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    network,
    sessionId,
    subjects: Subjects.parse(JSON.parse(row.subjects)),
    details: AuditDetails.parse(JSON.parse(row.details)),
  };
}
