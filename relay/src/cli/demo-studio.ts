import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { develop } from '@picture-live/shared/imaging';
import type { Developed } from '@picture-live/shared/imaging';
import { makePhotograph } from '@picture-live/shared/photographs';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import type { RenditionRef } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import { allowDelivery, saveDevice } from '../repositories/devices.ts';
import { saveMember } from '../repositories/members.ts';
import { insertSession } from '../repositories/sessions.ts';
import { insertUser } from '../repositories/users.ts';
import { hashToken } from '../services/access/opaque-tokens.ts';
import { Passwords } from '../services/accounts/passwords.ts';
import { makeSlug } from '../services/first-start.ts';
import type { Services } from '../services/services.ts';

const HOUR_MS = 3_600_000;
const SIZE = { width: 1_500, height: 1_000 };

/** A shoot of the demo studio. */
interface Shoot {
  title: string;
  photos: number;
}

const SHOOTS: readonly Shoot[] = [
  { title: 'Anna & Li · Wedding', photos: 12 },
  { title: 'Summer party', photos: 8 },
  { title: 'Press evening', photos: 4 },
];

const CAMERA = {
  make: 'Canon',
  model: 'Canon EOS R6 Mark II',
  serial: '043021001742',
  lens: 'RF24-70mm F2.8 L IS USM',
  lensSerial: '4310002215',
  owner: 'Demo Studio',
};

export interface DemoStudio {
  email: string;
  password: string;
  sessions: { slug: string; title: string; photos: number }[];
}

/**
 * Fills a relay with a studio: an account that owns three sessions, and photos that were
 * delivered by a laptop as any laptop does.
 *
 * @returns null where the studio is there already.
 */
export async function fillDemoStudio(
  db: Db,
  services: Pick<Services, 'receiving' | 'publishing'>,
): Promise<DemoStudio | null> {
  const now = Date.now();
  const password = randomBytes(9).toString('base64url');
  const email = 'demo@picture-live.example';
  const owner = await insertUser(db, {
    id: uuid(),
    email,
    name: 'Demo Studio',
    password_hash: await new Passwords().hash(password),
    created_at: now,
    updated_at: now,
  });
  if (owner === undefined) return null;
  const deviceId = uuid();
  const nobodys = hashToken(randomBytes(32).toString('hex'));
  await saveDevice(db, { id: deviceId, token_hash: nobodys, created_at: now });
  const sessions: DemoStudio['sessions'] = [];
  for (const [index, { title, photos }] of SHOOTS.entries()) {
    const session = { id: uuid(), slug: makeSlug(title), title, created_at: now - index * HOUR_MS };
    await insertSession(db, session);
    await saveMember(db, {
      session_id: session.id,
      user_id: owner.id,
      role: 'owner',
      created_at: now,
    });
    await allowDelivery(db, deviceId, session.id);
    for (let seed = 1; seed <= photos; seed += 1) {
      const capturedAt = session.created_at - (photos - seed) * 60_000;
      await deliver(services, { deviceId, sessionId: session.id }, index * 100 + seed, capturedAt);
    }
    sessions.push({ slug: session.slug, title, photos });
  }
  return { email, password, sessions };
}

async function deliver(
  { receiving, publishing }: Pick<Services, 'receiving' | 'publishing'>,
  at: { deviceId: string; sessionId: string },
  seed: number,
  capturedAt: number,
): Promise<void> {
  const source = await makePhotograph({ seed, ...SIZE, capturedAt, camera: CAMERA, gps: null });
  const developed = await develop(source, DEFAULT_RECIPE);
  for (const name of RENDITION_NAMES) {
    const { bytes, hash } = developed.renditions[name];
    await receiving.receive(at.deviceId, hash, Readable.from([bytes]), bytes.length);
  }
  const { width, height, thumbhash } = developed;
  await publishing.publish(
    { ...at, photoId: uuid() },
    {
      revision: 1,
      sourceHash: createHash('sha256').update(source).digest('hex'),
      width,
      height,
      capturedAt,
      thumbhash,
      renditions: {
        thumb: refOf(developed, 'thumb'),
        grid: refOf(developed, 'grid'),
        full: refOf(developed, 'full'),
      },
      timeline: { fileComplete: capturedAt, rendered: capturedAt, stored: capturedAt },
    },
  );
}

function refOf({ renditions }: Developed, name: (typeof RENDITION_NAMES)[number]): RenditionRef {
  const { hash, width, height, bytes } = renditions[name];
  return { hash, width, height, bytes: bytes.length, type: 'image/jpeg' };
}
