import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DEFAULT_PUBLISH_MODE,
  DEFAULT_RECIPE,
  NO_VARIABLES,
  type PublishMode,
} from '@picture-live/shared/domain';
import { asRawFile, truncated } from '@picture-live/shared/photographs';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAlerts } from './alerts.ts';
import { createDiskPatience } from './disk-patience.ts';
import { createGate } from './gate/gate.ts';
import { createIntake, type Intake } from './intake.ts';
import { createLedger, type Ledger } from './ledger/ledger.ts';
import { withSegment } from './settle/testing/pictures.ts';
import { openSpool, type Spool } from './render/spool.ts';
import { CAMERA, cameraFrame } from './testing/camera-frame.ts';

/* Real photographs through real imaging into a real ledger and spool. */

const take = (seed: number, capturedAt?: number) =>
  cameraFrame(seed, { width: 900, height: 600 }, capturedAt);

let dataDir: string;
let ledger: Ledger;
let spool: Spool;
let intake: Intake;
let errors: unknown[];
let removed: string[];
let released: number;
let first: Buffer;
let second: Buffer;

beforeAll(async () => {
  [first, second] = await Promise.all([take(1), take(2)]);
});

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'intake-'));
  ledger = createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: Date.now });
  spool = await openSpool(path.join(dataDir, 'spool'));
  errors = [];
  removed = [];
  released = 0;
  mode = DEFAULT_PUBLISH_MODE;
  const patiently = createDiskPatience(
    createAlerts(() => {}),
    new AbortController().signal,
  );
  const gate = createGate({
    ledger,
    mode: () => mode,
    patiently,
    now: Date.now,
    onChange: () => {},
    onQueued: () => {},
    onError: (error) => errors.push(error),
  });
  intake = createIntake({
    gate,
    ledger,
    spool,
    recipe: () => DEFAULT_RECIPE,
    surroundings: {
      origin: () => ({ photographer: 'Jané', tag: 'Church' }),
      clockOffset: ({ serial }) => (serial === CAMERA.serial ? clockOffset : 0),
      isVersionElsewhere: (place) => place.path.startsWith('elsewhere'),
    },
    variables: () => NO_VARIABLES,
    artwork: () => Promise.reject(new Error('The recipe has no drawings.')),
    patiently,
    now: Date.now,
    onChange: (_ids, gone) => removed.push(...gone),
    onQueued: () => {},
    onError: (error) => errors.push(error),
  });
});

afterEach(async () => {
  ledger.close();
  await rm(dataDir, { recursive: true });
});

let mode: PublishMode;
let inode = 0;
let clockOffset = 0;

/** Hands a complete file to the intake and returns the shot its path now belongs to. */
async function arrive(file: string, bytes: Buffer, picture = bytes) {
  offer(file, bytes, picture);
  await intake.drained();
  return shots().find((shot) => shot.path === file);
}

/** Hands complete notes to the intake. */
async function note(file: string, text: string) {
  offer(file, Buffer.from(text), undefined, 'xmp');
  await intake.drained();
}

function offer(
  file: string,
  bytes: Buffer,
  picture = bytes,
  format: 'jpeg' | 'xmp' = 'jpeg',
): void {
  const hotFolderId = ledger.files.hotFolderId('/shoot');
  const candidate = { hotFolderId, path: file, absolutePath: `/shoot/${file}`, seenAt: 1000 };
  ledger.files.seen({ hotFolderId, path: file }, 1000);
  inode += 1;
  const signature = { size: bytes.length, mtimeMs: 1000, ino: inode };
  intake.take({
    kind: 'complete',
    file: { candidate, signature, format, bytes, picture, completeAt: 1000 },
    release: () => (released += 1),
  });
}

const shots = () => ledger.views.shots({ before: null, limit: 99, states: null }).shots;

describe('a photograph that is complete', () => {
  it('corrects the camera’s clock, and says whose camera it was', async () => {
    clockOffset = -3_600_000;
    const shot = await arrive('IMG_0001.JPG', first);
    clockOffset = 0;
    expect(shot).toMatchObject({ photographer: 'Jané', folderTag: 'Church' });
    expect(shot?.capturedAt).toBe(Date.UTC(2026, 10, 20, 13, 1));
  });

  it('leaves a new version to the session that has the photo, and says so', async () => {
    const shot = await arrive('elsewhere/IMG_0001.JPG', first);
    const reason: unknown = expect.stringContaining('another session');
    expect(shot).toMatchObject({ state: 'unpublished', reason });
  });

  it('is developed, proven and queued, and its memory given back', async () => {
    const shot = await arrive('IMG_0001.JPG', first);
    expect(shot).toMatchObject({
      state: 'queued',
      width: 900,
      height: 600,
      camera: 'Canon EOS R5',
      capturedAt: Date.UTC(2026, 10, 20, 14, 1),
    });
    expect(shot?.metadataProvenAt).toBeTypeOf('number');
    expect(released).toBe(1);
    const hash = ledger.shots.renditionHash(shot?.id ?? '', 1, 'thumb') ?? '';
    const thumb = await spool.read(hash);
    expect(await sharp(thumb ?? '').metadata()).toMatchObject({ width: 400, format: 'jpeg' });
  });

  it('is published once when it is copied twice', async () => {
    await arrive('IMG_0001.JPG', first);
    await arrive('backup/IMG_0001.JPG', first);
    expect(shots()).toMatchObject([{ path: 'IMG_0001.JPG', files: 2 }]);
    expect(removed).toHaveLength(1);
  });

  it('is published once when both copies arrive in the same moment', async () => {
    offer('a.jpg', first);
    offer('b.jpg', first);
    await intake.drained();
    expect(shots()).toMatchObject([{ files: 2, revision: 1 }]);
  });

  it('replaces its earlier version when an editor saved over it', async () => {
    const before = await arrive('IMG_0001.JPG', first);
    const edited = await sharp(first)
      .keepMetadata()
      .modulate({ brightness: 1.2 })
      .jpeg()
      .toBuffer();
    expect(await arrive('IMG_0001.JPG', edited)).toMatchObject({ id: before?.id, revision: 2 });
    expect(shots()).toHaveLength(1);
  });

  it('replaces it too when the editor dropped all metadata', async () => {
    await arrive('IMG_0001.JPG', first);
    const edited = await sharp(first).modulate({ brightness: 1.1 }).jpeg().toBuffer();
    expect(await arrive('IMG_0001.JPG', edited)).toMatchObject({ revision: 2 });
  });

  it('is another photo when the camera used the name again', async () => {
    await arrive('IMG_0001.JPG', first);
    await arrive('IMG_0001.JPG', second);
    expect(shots()).toMatchObject([{ revision: 1 }, { revision: 1 }]);
  });

  it('enters in the order in which its versions were read', async () => {
    const versions = await Promise.all(
      [1.1, 1.2, 1.3].map((brightness) =>
        sharp(first).keepMetadata().modulate({ brightness }).jpeg().toBuffer(),
      ),
    );
    for (const version of [first, ...versions]) offer('IMG_0001.JPG', version);
    await intake.drained();
    expect(shots()).toMatchObject([{ revision: 4, bytes: versions[2]?.length }]);
  });
});

describe('a photograph that the gate holds', () => {
  it('is developed and not queued, and neither is a new version of it', async () => {
    mode = { kind: 'review' };
    const shot = await arrive('IMG_0001.JPG', first);
    expect(shot).toMatchObject({ state: 'held', hasPicture: true, releaseAt: null });
    expect(ledger.to('session').outbox.due('first', Date.now(), 9)).toEqual([]);
    mode = DEFAULT_PUBLISH_MODE;
    const edited = await sharp(first).keepMetadata().modulate({ brightness: 1.2 }).toBuffer();
    expect(await arrive('IMG_0001.JPG', edited)).toMatchObject({ state: 'held', revision: 2 });
  });
});

describe('stars in notes beside a photograph', () => {
  const stars = (count: number) => `<x:xmpmeta><rdf:RDF xmp:Rating="${count}"/></x:xmpmeta>`;
  beforeEach(() => (mode = { kind: 'rating', from: 3 }));

  it('let it out when they come later, and when they change', async () => {
    expect(await arrive('IMG_0001.JPG', first)).toMatchObject({ state: 'held', rating: null });
    await note('IMG_0001.xmp', stars(2));
    expect(shots()).toMatchObject([{ state: 'held', rating: 2 }]);
    await note('IMG_0001.xmp', stars(4));
    expect(shots()).toMatchObject([{ state: 'queued', rating: 4 }]);
  });

  it.each(['IMG_0001.XMP', 'IMG_0001.JPG.xmp'])(
    'let it out when they come first (%s)',
    async (file) => {
      await note(file, stars(5));
      expect(shots()).toEqual([]);
      expect(await arrive('IMG_0001.JPG', first)).toMatchObject({ state: 'queued', rating: 5 });
    },
  );

  it('are those of this photograph only', async () => {
    await note('IMG_00011.xmp', stars(5));
    await note('IMG_000.xmp', stars(5));
    expect(await arrive('IMG_0001.JPG', first)).toMatchObject({ state: 'held', rating: null });
  });

  it('are read in the file itself, also when an editor adds them', async () => {
    const packet = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${stars(4)}`);
    expect(await arrive('IMG_0001.JPG', first)).toMatchObject({ state: 'held' });
    const rated = withSegment(first, 0xe1, packet);
    expect(await arrive('IMG_0001.JPG', rated)).toMatchObject({ state: 'queued', rating: 4 });
  });
});

describe('a frame that the camera wrote as RAW and as JPEG', () => {
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  const rawOf = (jpeg: Buffer) => asRawFile(jpeg, 'tiff');
  const previewOf = (raw: Buffer) => raw.subarray(raw.lastIndexOf(start));

  it('is one shot, shown by the JPEG, when the RAW file comes first', async () => {
    const raw = rawOf(first);
    const before = await arrive('IMG_0001.CR3', raw, previewOf(raw));
    expect(before).toMatchObject({ state: 'queued', revision: 1 });
    await arrive('IMG_0001.JPG', first);
    expect(shots()).toMatchObject([{ id: before?.id, revision: 2, files: 2 }]);
  });

  it('is one shot, of which nothing changes, when the JPEG comes first', async () => {
    const before = await arrive('IMG_0001.JPG', first);
    const raw = rawOf(first);
    await arrive('IMG_0001.CR3', raw, previewOf(raw));
    expect(shots()).toMatchObject([{ id: before?.id, revision: 1, files: 2 }]);
  });

  it('is one shot when both come at once', async () => {
    const raw = rawOf(first);
    offer('IMG_0001.CR3', raw, previewOf(raw));
    offer('IMG_0001.JPG', first);
    await intake.drained();
    expect(shots()).toMatchObject([{ state: 'queued', files: 2 }]);
  });
});

describe('a file that is no picture after all', () => {
  it('is listed with the reason, and the others go on', async () => {
    const torn = await arrive('torn.jpg', truncated(first, 0.5));
    expect(torn).toMatchObject({ state: 'failed', canRetry: true });
    expect(torn?.reason).toMatch(/\w/);
    expect(await arrive('IMG_0002.JPG', second)).toMatchObject({ state: 'queued' });
    expect(errors).toEqual([]);
  });

  it('is said to be our failure when it is, and can be tried again', async () => {
    await rm(path.join(dataDir, 'spool'), { recursive: true });
    await writeFile(path.join(dataDir, 'spool'), 'a file where the folder was');
    expect(await arrive('IMG_0001.JPG', first)).toMatchObject({ state: 'failed', canRetry: true });
    expect(errors).toHaveLength(1);
    expect(released).toBe(1);
  });
});
