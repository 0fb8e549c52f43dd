import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  createAuth,
  photoClient,
  sessionClient,
  tokensInMemory,
  type UserCall,
} from '@picture-live/shared/client';
import type { ChangeSession, PublishPhoto } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { asDevice, newId, type Device, type Picture } from './device.ts';
import { photograph } from './frames.ts';
import { newDeviceToken, startRelay } from './parts.ts';
import { temporaryFolder } from './project.ts';

/** What is said of a photo of a party. */
export type Said = Partial<
  Pick<PublishPhoto, 'capturedAt' | 'photographer' | 'tags' | 'thumbhash' | 'width' | 'height'>
>;

/** A relay alone, with an owner and pictures that are cheap to make: for journeys of guests. */
export interface Party {
  readonly origin: string;
  /** Who can log in to its studio. */
  readonly owner: { email: string; password: string };
  readonly gallery: string;
  readonly sessionId: string;
  readonly device: Device;
  readonly photos: ReturnType<typeof photoClient>;
  /** As its owner. */
  readonly call: UserCall;
  change(change: ChangeSession): Promise<void>;
  /** Publishes one of the party’s pictures; resolves to the photo’s id. */
  shoot(said?: Said): Promise<string>;
  /** Ends the relay and starts it again on the same port, after something was done to its data. */
  restart(change?: (dataDir: string) => void): Promise<void>;
  stop(): Promise<void>;
}

/** Landscape, portrait and square, in this order. */
const SHAPES = [
  [3, 2],
  [2, 3],
  [3, 2],
  [1, 1],
] as const;

/** Three renditions of one photograph; portrait ones are cut from it. */
async function renditionsOf(seed: number, [wide, high]: readonly [number, number]) {
  const { bytes } = await photograph(seed);
  const make = async (edge: number): Promise<Picture> => {
    const scale = edge / Math.max(wide, high);
    const [width, height] = [Math.round(wide * scale), Math.round(high * scale)];
    const small = await sharp(bytes).resize(width, height).jpeg({ quality: 80 }).toBuffer();
    const hash = createHash('sha256').update(small).digest('hex');
    return { bytes: small, ref: { hash, width, height, bytes: small.length, type: 'image/jpeg' } };
  };
  return { thumb: await make(400), grid: await make(1_080), full: await make(1_400) };
}

/** @param settings of the relay, by their names. */
export async function startParty(
  title = 'Anna & Li',
  settings: Record<string, string> = {},
): Promise<Party> {
  const scratch = await temporaryFolder('party');
  const dataDir = path.join(scratch.path, 'relay');
  const deviceToken = newDeviceToken();
  const env = { FIRST_SESSION_TITLE: title, REGISTRATION: 'open', ...settings };
  let part = await startRelay({ dataDir, deviceToken, port: 0, env });
  const { port, sessionId, slug } = part.ready;
  const origin = `http://127.0.0.1:${port}`;
  const auth = createAuth({ baseUrl: origin, store: tokensInMemory() });
  const owner = { email: 'anna@example.com', password: 'a long password' };
  await auth.register({ ...owner, name: 'Anna' });
  const sessions = sessionClient(auth.call);
  const device = asDevice(origin, sessionId, deviceToken);
  let shot = 0;

  async function shoot(said: Said = {}): Promise<string> {
    shot += 1;
    const shape = SHAPES[shot % SHAPES.length] ?? SHAPES[0];
    const { thumb, grid, full } = await renditionsOf(shot, shape);
    for (const picture of [thumb, grid, full]) await device.upload(picture);
    const id = newId(Date.now());
    const now = Date.now();
    const body: PublishPhoto = {
      revision: 1,
      sourceHash: createHash('sha256').update(id).digest('hex'),
      width: shape[0] * 1_200,
      height: shape[1] * 1_200,
      capturedAt: now,
      thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
      renditions: { thumb: thumb.ref, grid: grid.ref, full: full.ref },
      timeline: { fileComplete: now, rendered: now, stored: now },
      ...said,
    };
    await device.announce(id, body);
    return id;
  }

  return {
    origin,
    owner,
    gallery: `${origin}/g/${slug}`,
    sessionId,
    device,
    photos: photoClient(auth.call),
    call: auth.call,
    async change(change) {
      await sessions.changeSession(sessionId, change);
    },
    shoot,
    async restart(change) {
      await part.stop();
      change?.(dataDir);
      part = await startRelay({ dataDir, deviceToken, port, env });
    },
    async stop() {
      await part.stop();
      await scratch.remove();
    },
  };
}
