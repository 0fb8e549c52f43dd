import type { AuditAction, AuditDetails } from '@picture-live/shared/protocol';
import { assertNever } from '@picture-live/shared/errors';
import { v7 as uuid } from 'uuid';
import type { AuditEntryRow } from '../../db/audit-tables.ts';
import type { Db } from '../../db/database.ts';
import { insertAuditEntries } from '../../repositories/audit.ts';
import type { Actor } from '../access/actor.ts';
import { actingIn } from '../access/guest-passes.ts';
import { shortNetwork } from './short-network.ts';

/** Nobody asked for it: the relay did it by itself. */
export const BY_THE_RELAY = { kind: 'relay' } as const;

export type AuditActor = Actor | typeof BY_THE_RELAY;

/** A deed. Never put secrets, codes, passwords or contact data into it: it is kept for long. */
export interface Deed {
  action: AuditAction;
  /** Where it was done; the session's owners may read of it. */
  sessionId?: string;
  /** The account it is about; its holder may read of it. */
  accountId?: string;
  /** Ids of what it was done to. */
  subjects?: readonly string[];
  details?: AuditDetails;
}

/**
 * Writes down what somebody did, in the transaction that does it: there is no deed without its
 * entry and no entry without its deed.
 *
 * @param actor says from where in `address`.
 * @param now epoch milliseconds.
 */
export async function recordAudit(
  trx: Db,
  actor: AuditActor,
  deeds: Deed | readonly Deed[],
  now: number,
): Promise<void> {
  const all = 'action' in deeds ? [deeds] : deeds;
  await insertAuditEntries(
    trx,
    all.map((deed) => entryOf(actor, deed, now)),
  );
}

function entryOf(actor: AuditActor, deed: Deed, now: number): AuditEntryRow {
  const { action, sessionId = null, accountId = null, subjects = [], details = {} } = deed;
  const address = actor.kind === 'relay' ? undefined : actor.address;
  return {
    id: uuid(),
    at: now,
    action,
    ...whoIs(actor, sessionId),
    network: address === undefined ? null : shortNetwork(address),
    session_id: sessionId,
    account_id: accountId,
    subjects: JSON.stringify(subjects),
    details: JSON.stringify(details),
  };
}

function whoIs(
  actor: AuditActor,
  sessionId: string | null,
): Pick<AuditEntryRow, 'actor_kind' | 'actor_id'> {
  if (actor.kind === 'relay') return { actor_kind: 'relay', actor_id: null };
  const known = sessionId === null ? actor : actingIn(actor, sessionId);
  switch (known.kind) {
    case 'anonymous':
      return { actor_kind: 'anonymous', actor_id: null };
    case 'guest':
      return { actor_kind: 'guest', actor_id: known.guestId };
    case 'user':
      return { actor_kind: 'user', actor_id: known.userId };
    case 'device':
      return { actor_kind: 'device', actor_id: known.deviceId };
    default:
      return assertNever(known);
  }
}
