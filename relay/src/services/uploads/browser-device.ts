import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../db/database.ts';
import { saveDevice } from '../../repositories/devices.ts';
import { keepSetting, readSetting } from '../../repositories/settings.ts';
import { hashToken } from '../access/opaque-tokens.ts';

const SETTING = 'browser_device_id';

/**
 * The device that stands for everything that came with a browser: blobs and photos belong to a
 * device, and this one is the relay itself. It is revoked and nobody knows its token.
 */
export async function browserDevice(db: Db, now: number): Promise<string> {
  const known = await readSetting(db, SETTING);
  if (known !== undefined) return known;
  const id = uuid();
  const token_hash = hashToken(randomBytes(32).toString('base64url'));
  await saveDevice(db, { id, token_hash, created_at: now, revoked_at: now, name: 'browser' });
  return keepSetting(db, SETTING, id);
}
