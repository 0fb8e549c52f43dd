import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAuth, photoClient, tokensInMemory } from '@picture-live/shared/client';
import { develop } from '@picture-live/shared/imaging';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { writeDurably } from '@picture-live/shared/process';
import sharp from 'sharp';
import { newId, type Picture } from '../harness/device.ts';
import { largePhotographs, type Frame } from '../harness/frames.ts';
import { temporaryFolder } from '../harness/project.ts';
import { onBothDatabases, type BenchDatabase } from './databases.ts';
import { rate, ratePerSecond } from './in-lanes.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone, type RelayAlone } from './relay-alone.ts';
import { times, type Finding } from './report.ts';

/** As many as the laptops of a large studio. */
export const LANES = 8;

/** A photo as a laptop brings it. */
export interface Delivery {
  id: string;
  thumb: Picture;
  grid: Picture;
}

/** A picture like no other by its first pixels. */
async function pictureNumber(n: number, pixels: Buffer, width: number): Promise<Picture> {
  const own = Buffer.from(pixels);
  own.writeUInt32BE(n, 0);
  const height = pixels.length / 3 / width;
  const bytes = await sharp(own, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer();
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, ref: { hash, width, height, bytes: bytes.length, type: 'image/jpeg' } };
}

/** Raw RGB noise, which makes files of the size that photographs have. */
async function noise(width: number, height: number): Promise<Buffer> {
  const gaussian = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const create = { width, height, channels: 3, background: '#808080', noise: gaussian } as const;
  return sharp({ create }).raw().toBuffer();
}

/** Photos like no others, developed already. */
export async function makeDeliveries(count: number): Promise<Delivery[]> {
  const [small, large] = [await noise(400, 267), await noise(1080, 720)];
  const deliveries: Delivery[] = [];
  for (let n = 0; n < count; n += 1) {
    const thumb = await pictureNumber(n, small, 400);
    const grid = await pictureNumber(n, large, 1080);
    deliveries.push({ id: newId(Date.now()), thumb, grid });
  }
  return deliveries;
}

/** Photos a second from laptops: two pictures and the announcement of each. */
async function measureDeliveries(relay: RelayAlone, deliveries: Delivery[]): Promise<number> {
  const { device } = relay;
  return ratePerSecond(deliveries, LANES, async ({ id, thumb, grid }) => {
    await device.upload(thumb);
    await device.upload(grid);
    await device.publish(id, 1, thumb, grid);
  });
}

/** The same bytes as files that are safe from a power cut, and nothing else. */
async function measureFiles(deliveries: Delivery[]): Promise<number> {
  const folder = await temporaryFolder('files');
  try {
    await mkdir(path.join(folder.path, 'blobs'));
    return await ratePerSecond(deliveries, LANES, async ({ thumb, grid }) => {
      for (const { bytes, ref } of [thumb, grid]) {
        await writeDurably(path.join(folder.path, 'blobs', ref.hash), bytes);
      }
    });
  } finally {
    await folder.remove();
  }
}

/** 24 MP files a second from a browser, which the relay develops. */
async function measureBrowser(relay: RelayAlone, frames: Frame[]): Promise<number> {
  const auth = createAuth({ baseUrl: relay.url, store: tokensInMemory() });
  const account = { email: 'anna@studio.example', password: 'a long enough password' };
  await auth.register({ ...account, name: 'Anna', invitationCode: relay.deviceToken });
  const photos = photoClient(auth.call);
  return ratePerSecond(frames, os.availableParallelism(), async ({ name, bytes }) => {
    const reply = await photos.uploadPhotos({ sessionId: relay.sessionId }, [
      { name, content: bytes },
    ]);
    if (reply.outcomes[0]?.ok !== true) throw new Error(`Refused: ${JSON.stringify(reply)}`);
  });
}

/** How many photos the relay takes in a second, against the least that has to be done for them. */
export async function upload({ short }: BenchOptions): Promise<Finding[]> {
  const deliveries = await makeDeliveries(short ? 40 : 400);
  const frames = await largePhotographs(short ? 4 : 16);
  const files = await measureFiles(deliveries);
  const developing = await ratePerSecond(frames, os.availableParallelism(), ({ bytes }) =>
    develop(bytes, DEFAULT_RECIPE),
  );
  const measure = async (database: BenchDatabase): Promise<Finding[]> => {
    const relay = await startRelayAlone(database.env);
    try {
      const delivered = await measureDeliveries(relay, deliveries);
      const uploaded = await measureBrowser(relay, frames);
      const common = { bench: 'upload', budget: '', verdict: 'no budget' } as const;
      return [
        {
          ...common,
          what: `photos delivered by laptops (${database.name})`,
          figure: rate(delivered),
          comparison: `their files alone, written through ${rate(files)}`,
          ratio: times(delivered / files),
          note: 'Two pictures, checked to the last byte, and one published photo each.',
        },
        {
          ...common,
          what: `24 MP files uploaded from a browser (${database.name})`,
          figure: rate(uploaded),
          comparison: `developing alone ${rate(developing)}`,
          ratio: times(uploaded / developing),
        },
      ];
    } finally {
      await relay.stop();
    }
  };
  return (await onBothDatabases(measure)).flat();
}
