import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type {
  Paired,
  PairingApproved,
  PairingStarted,
  StartPairing,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { DevicePairingRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import {
  allowDelivery,
  findDevice,
  findFormerDevice,
  saveDevice,
  withdrawSessions,
} from '../../repositories/devices.ts';
import {
  approvePairing,
  countPairings,
  findPairing,
  forgetPairings,
  insertPairing,
  recordPoll,
  takePairing,
} from '../../repositories/pairings.ts';
import type { UserActor } from '../access/actor.ts';
import type { AccessService } from '../access/authorize.ts';
import { hashToken, randomToken } from '../access/opaque-tokens.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { beginAttempt } from '../accounts/login-delays.ts';
import type { LoginDelays } from '../accounts/login-delays.ts';
import { makeUserCode, showUserCode } from './user-code.ts';

/** Long enough to walk over to a browser and log in. */
export const PAIRING_MS = 10 * 60_000;
/** As in RFC 8628, section 3.5: also what is added when the laptop asks too often. */
export const INTERVAL_MS = 5_000;
/** A timer that fires a little early is no offence. */
const TOLERANCE_MS = 500;
/** Open at once on the whole relay; nobody pairs as many laptops in ten minutes. */
export const MAX_PAIRINGS = 1_000;
/** At most 1,000 of 25 milliards of codes are taken: a clash is rare, three in a row are not. */
const TRIES = 3;

const SessionIds = z.array(z.string());

export interface PairingDeps {
  db: Db;
  access: AccessService;
  delays: LoginDelays;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface PairingService {
  /** @throws PictureLiveError `unavailable` when too many wait. */
  start: (pairing: StartPairing, verificationUri: string) => Promise<PairingStarted>;
  /** @throws PictureLiveError `not_found` for a wrong code; as `authorize` for the sessions. */
  approve: (approval: Approval) => Promise<PairingApproved>;
  /** @throws PictureLiveError `authorization_pending`, `slow_down`, `pairing_expired`. */
  claim: (deviceCode: string) => Promise<Paired>;
}

export interface Approval {
  actor: UserActor;
  userCode: string;
  sessionIds: string[];
  /** The network it comes from. */
  address: string;
}

export function pairingService(deps: PairingDeps): PairingService {
  return {
    start: (pairing, verificationUri) => start(deps, pairing, verificationUri),
    approve: (approval) => approve(deps, approval),
    claim: (deviceCode) => claim(deps, deviceCode),
  };
}

async function start(
  { db, now }: PairingDeps,
  { name, formerToken }: StartPairing,
  verificationUri: string,
): Promise<PairingStarted> {
  await forgetPairings(db, now());
  if ((await countPairings(db)) >= MAX_PAIRINGS) throw new PictureLiveError('unavailable');
  const former =
    formerToken === undefined ? undefined : await findFormerDevice(db, hashToken(formerToken));
  const deviceCode = randomToken();
  const pairing = {
    id: uuid(),
    device_code_hash: hashToken(deviceCode),
    name,
    created_at: now(),
    expires_at: now() + PAIRING_MS,
    last_polled_at: null,
    interval_ms: INTERVAL_MS,
    approved_by: null,
    session_ids: null,
    former_device_id: former?.id ?? null,
  };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const userCode = makeUserCode();
    if (!(await insertPairing(db, { ...pairing, user_code: userCode }))) continue;
    const seconds = { expiresIn: PAIRING_MS / 1000, interval: INTERVAL_MS / 1000 };
    return { deviceCode, userCode: showUserCode(userCode), verificationUri, ...seconds };
  }
  throw new PictureLiveError('unavailable');
}

async function approve(
  { db, access, delays, now }: PairingDeps,
  { actor, userCode, sessionIds, address }: Approval,
): Promise<PairingApproved> {
  // A laptop delivers what its owner could: photos of this session.
  for (const id of sessionIds) await access.authorize(actor, 'manage_photos', id);
  const attempt = { account: `pairing ${actor.userId}`, address };
  await beginAttempt(delays, attempt);
  const approval = { approved_by: actor.userId, session_ids: JSON.stringify(sessionIds) };
  const pairing = await db.transaction().execute(async (trx) => {
    const found = await approvePairing(trx, userCode, approval, now());
    if (found === undefined) {
      throw new PictureLiveError('not_found', 'No laptop waits with this code.');
    }
    const details = { name: found.name, sessionIds };
    const deed = { action: 'pairing_approved', accountId: actor.userId, details } as const;
    await recordAudit(trx, { ...actor, address }, deed, now());
    return found;
  });
  await delays.succeeded(attempt);
  return { name: pairing.name };
}

async function claim(deps: PairingDeps, deviceCode: string): Promise<Paired> {
  const { db, now } = deps;
  const pairing = await findPairing(db, hashToken(deviceCode));
  if (pairing === undefined || pairing.expires_at <= now()) {
    throw new PictureLiveError('pairing_expired');
  }
  await keepInterval(deps, pairing);
  const { approved_by: ownerId, session_ids: given } = pairing;
  if (ownerId === null || given === null) throw new PictureLiveError('authorization_pending');
  return makeDevice(deps, pairing, ownerId, SessionIds.parse(JSON.parse(given)));
}

async function keepInterval({ db, now }: PairingDeps, pairing: DevicePairingRow): Promise<void> {
  const { id, last_polled_at: last, interval_ms: interval } = pairing;
  const tooSoon = last !== null && now() - last < interval - TOLERANCE_MS;
  const next = tooSoon ? interval + INTERVAL_MS : interval;
  await recordPoll(db, id, { last_polled_at: now(), interval_ms: Math.min(next, PAIRING_MS) });
  if (tooSoon) throw new PictureLiveError('slow_down');
}

/** The sessions are asked for once more: its owner may have left one since. */
async function makeDevice(
  { db, access, now }: PairingDeps,
  { id, name, former_device_id: formerId }: DevicePairingRow,
  ownerId: string,
  sessionIds: string[],
): Promise<Paired> {
  const deviceToken = randomToken();
  const owner = { kind: 'user', userId: ownerId, tokenId: '' } as const;
  for (const sessionId of sessionIds) await access.authorize(owner, 'manage_photos', sessionId);
  const deviceId = await db.transaction().execute(async (trx) => {
    if (!(await takePairing(trx, id))) throw new PictureLiveError('pairing_expired');
    const made = (await takeUp(trx, formerId, ownerId)) ?? uuid();
    const device = { id: made, token_hash: hashToken(deviceToken), created_at: now() };
    await saveDevice(trx, { ...device, owner_id: ownerId, name });
    for (const sessionId of sessionIds) await allowDelivery(trx, made, sessionId);
    const deed = { accountId: ownerId, subjects: [made], details: { name } };
    const allowed = sessionIds.map(
      (sessionId) => ({ ...deed, action: 'device_allowed', sessionId }) as const,
    );
    const paired = { ...deed, action: 'device_paired' } as const;
    await recordAudit(trx, { kind: 'device', deviceId: made }, [paired, ...allowed], now());
    return made;
  });
  return { deviceId, name, deviceToken };
}

/**
 * The device of this owner that a laptop was before, to be paired once more; null: it is none of
 * theirs. One that was revoked gets what is approved now, and nothing that it had.
 */
async function takeUp(trx: Db, formerId: string | null, ownerId: string): Promise<string | null> {
  const former = formerId === null ? undefined : await findDevice(trx, formerId);
  if (former === undefined || former.owner_id !== ownerId) return null;
  if (former.revoked_at !== null) await withdrawSessions(trx, former.id);
  return former.id;
}
