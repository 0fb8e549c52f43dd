import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { findSession, insertSession } from '../repositories/sessions.ts';
import { lockSetting, readSetting, writeSetting } from '../repositories/settings.ts';
import { hashToken } from './access/opaque-tokens.ts';

const FIRST_START = 'first_start';
const FIRST_SESSION = 'first_session_id';
const OWN_DEVICE = 'own_device_id';

/**
 * Makes the session that the relay starts with and the device of DEVICE_TOKEN, which may deliver
 * to it. Later starts find both again; another token then replaces the one before.
 */
export async function prepareFirstSession(
  db: Db,
  settings: { title: string; deviceToken: string },
  now: number,
): Promise<SessionRow> {
  return db.transaction().execute(async (trx) => {
    // Several relays that start at once on an empty database make one session.
    await lockSetting(trx, FIRST_START);
    const session = await firstSession(trx, settings.title, now);
    const deviceId = (await readSetting(trx, OWN_DEVICE)) ?? uuid();
    await saveDevice(trx, {
      id: deviceId,
      token_hash: hashToken(settings.deviceToken),
      created_at: now,
      name: 'The relay’s own laptop',
    });
    await writeSetting(trx, OWN_DEVICE, deviceId);
    await allowDelivery(trx, deviceId, session.id);
    return session;
  });
}

async function firstSession(trx: Db, title: string, now: number): Promise<SessionRow> {
  const id = await readSetting(trx, FIRST_SESSION);
  const existing = id === undefined ? undefined : await findSession(trx, id);
  if (existing !== undefined) return existing;
  const fresh = { id: uuid(), slug: makeSlug(title), title, created_at: now };
  await writeSetting(trx, FIRST_SESSION, fresh.id);
  return insertSession(trx, fresh);
}

/** RFC 4648 base32 in lower case: no character that a guest could mistake for another. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const SECRET_LENGTH = 8;
const WORDS_LENGTH = 40;

/** Words of the title that people recognise, and 40 random bits that nobody guesses. */
export function makeSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, WORDS_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  const secret = Array.from(randomBytes(SECRET_LENGTH), (byte) => BASE32.charAt(byte % 32)).join(
    '',
  );
  return `${words === '' ? 'session' : words}-${secret}`;
}
