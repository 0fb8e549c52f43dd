import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import type { RelayConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import type { Db } from '../db/database.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { endLogins, insertLogin, insertRefreshToken } from '../repositories/logins.ts';
import { saveMember } from '../repositories/members.ts';
import { createAccessCodes } from '../services/access/access-codes.ts';
import type { AccessCodes } from '../services/access/access-codes.ts';
import { hashToken, randomToken } from '../services/access/opaque-tokens.ts';
import { createTokens } from '../services/access/tokens.ts';
import type { Tokens as Signer } from '../services/access/tokens.ts';
import { registerUser } from '../testing/accounts.ts';
import { TestDevice, announce } from '../testing/device.ts';
import type { TestPhoto } from '../testing/device.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { USERS } from './callers.ts';
import type { User } from './callers.ts';

const SECRET = 'the secret of the matrix, long enough for anybody';
const STUDIO = '<title>Studio</title>';
const HTML = '<html><head><title>x</title></head><body><!--gallery-data--></body></html>';
const HOUR_MS = 3_600_000;

export interface StageUser {
  id: string;
  email: string;
}

/** A login of somebody, as the relay would have made it. */
export interface StageLogin {
  id: string;
  accessToken: string;
  refreshToken: string;
}

/** A relay with people and laptops, for sessions to be made on; see scene.ts. */
export interface Stage {
  relay: TestRelay;
  /** A connection of our own, for looking at what was done. */
  db: Db;
  /** Signs as the relay does now, and as it did a day ago. */
  signer: Signer;
  signedLongAgo: Signer;
  codes: AccessCodes;
  users: Record<User, StageUser>;
  devices: { here: StageDevice; elsewhere: StageDevice; revoked: StageDevice };
  /** Whose pictures are stored: the blobs of every photo that scenes put in. */
  picture: TestPhoto;
  logIn: (userId: string) => Promise<StageLogin>;
  logOut: (userId: string, loginId: string) => Promise<void>;
  stop: () => Promise<void>;
}

export interface StageDevice {
  id: string;
  token: string;
}

/** @param changes of the relay's settings. */
export async function raiseStage(changes: Partial<RelayConfig> = {}): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'relay-matrix-'));
  await mkdir(path.join(folder, 'web/gallery'), { recursive: true });
  await writeFile(path.join(folder, 'web/gallery/index.html'), HTML);
  await mkdir(path.join(folder, 'web/wall'));
  await writeFile(path.join(folder, 'web/wall/index.html'), HTML);
  await mkdir(path.join(folder, 'web/studio'));
  await writeFile(path.join(folder, 'web/studio/index.html'), STUDIO);
  const relay = await startTestRelay(
    { jwtSecret: SECRET, registration: 'open', ...changes },
    folder,
  );
  const db = openDatabase(relay.database);
  const signer = createTokens(SECRET, Date.now);
  const users = await addUsers(relay);
  const ownsIt = { user_id: users.other.id, role: 'owner', created_at: Date.now() } as const;
  await saveMember(db, { session_id: relay.sessionId, ...ownsIt });
  return {
    relay,
    db,
    signer,
    signedLongAgo: createTokens(SECRET, () => Date.now() - 24 * HOUR_MS),
    codes: createAccessCodes(SECRET),
    users,
    devices: await addDevices(relay, db, users.owner.id),
    picture: await storePicture(relay),
    logIn: (userId) => logIn(db, signer, userId),
    logOut: async (userId, loginId) => {
      await endLogins(db, { userId, only: loginId }, Date.now());
    },
    stop: async () => {
      await db.destroy();
      await relay.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function addUsers(relay: TestRelay): Promise<Record<User, StageUser>> {
  // The first account owns what there is already; it is nobody's business here.
  await registerUser(relay, { email: 'first@studio.example' });
  const added = await Promise.all(
    USERS.map(async (name): Promise<[string, StageUser]> => {
      const email = `${name}@studio.example`;
      const { id } = await registerUser(relay, { email, name });
      return [name, { id, email }];
    }),
  );
  const byName = new Map(added);
  const user = (name: User): StageUser => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  return {
    owner: user('owner'),
    photographer: user('photographer'),
    moderator: user('moderator'),
    other: user('other'),
  };
}

async function addDevices(relay: TestRelay, db: Db, ownerId: string): Promise<Stage['devices']> {
  const add = async (revoked_at: number | null): Promise<StageDevice> => {
    const [id, token] = [uuid(), randomToken()];
    const row = { id, token_hash: hashToken(token), created_at: Date.now() };
    await saveDevice(db, { ...row, owner_id: ownerId, name: 'A laptop', revoked_at });
    return { id, token };
  };
  const [here, elsewhere, revoked] = [await add(null), await add(null), await add(Date.now())];
  await allowDelivery(db, elsewhere.id, relay.sessionId);
  return { here, elsewhere, revoked };
}

async function storePicture(relay: TestRelay): Promise<TestPhoto> {
  const picture = await announce(1);
  const laptop = new TestDevice(relay.url);
  for (const { bytes } of [picture.thumb, picture.grid]) await laptop.upload(bytes);
  return picture;
}

async function logIn(db: Db, signer: Signer, userId: string): Promise<StageLogin> {
  const [id, refreshToken, now] = [uuid(), randomToken(), Date.now()];
  const times = { created_at: now, last_used_at: now, ended_at: null };
  await insertLogin(db, { id, user_id: userId, client_hash: hashToken(''), ...times });
  const token_hash = hashToken(refreshToken);
  const expires_at = now + HOUR_MS;
  await insertRefreshToken(db, { token_hash, login_id: id, created_at: now, expires_at });
  return { id, accessToken: await signer.issueAccess(userId, id), refreshToken };
}
