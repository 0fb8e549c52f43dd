import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_RECIPE, NO_ARTWORK, type Recipe } from '@picture-live/shared/domain';
import { develop, proveMetadata } from '@picture-live/shared/imaging';
import { asRawFile } from '@picture-live/shared/photographs';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cameraFrame } from '../testing/camera-frame.ts';
import { FIRST_BOOK } from './recipe-book.ts';
import { PATIENCE, startSmallEngine, type SmallEngineParts } from './testing/small-engine.ts';

const take = (seed: number) => cameraFrame(seed, { width: 2400, height: 1600 });

let root: string;
let hotFolder: string;
let frames: Buffer[];
let parts: SmallEngineParts;
let running: Awaited<ReturnType<typeof startSmallEngine>>;

beforeAll(async () => {
  frames = await Promise.all([1, 2, 3].map(take));
});
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'recipes-'));
  hotFolder = path.join(root, 'hot');
  await mkdir(hotFolder);
  parts = { root, hotFolder, recipes: { book: FIRST_BOOK }, errors: [] };
  running = await startSmallEngine(parts);
});
afterEach(async () => {
  await running.stop();
  await rm(root, { recursive: true });
});

const put = (name: string, bytes: Buffer) => writeFile(path.join(hotFolder, name), bytes);
const frame = (index: number): Buffer => frames[index] ?? Buffer.alloc(0);

async function shoot(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await put(`IMG_000${i + 1}.JPG`, frame(i));
    // Of files that come at once, either may be seen first.
    await running.ready(i + 1);
  }
}

const CREDITED: Recipe = { ...DEFAULT_RECIPE, copyright: '© {year} {session} {filename} {camera}' };

async function fullOf(shotId: string, revision: number): Promise<Buffer> {
  const hash = running.ledger.shots.renditionHash(shotId, revision, 'full') ?? '';
  return (await running.spool.read(hash)) ?? Buffer.alloc(0);
}

async function use(recipe: Recipe): Promise<void> {
  await running.handlers.saveRecipe({ id: 'standard', recipe });
}

const settled = () =>
  vi.waitFor(() => expect(running.status().redevelopment?.waiting).toBe(0), PATIENCE);

describe('a shot', () => {
  it('says in its own bytes what the recipe’s texts say about it', async () => {
    await use(CREDITED);
    await shoot(1);
    const [shot] = running.shots();
    expect(proveMetadata(await fullOf(shot?.id ?? '', 1))).toMatchObject({
      ok: true,
      copyright: '© 2026 Anna & Li IMG_0001 Canon EOS R5',
    });
  });

  it('has the logo that was kept, and says so when it is gone', async () => {
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const { hash } = await running.handlers.addArtwork({ data: png.toString('base64') });
    const frameOverlay = { artwork: { ...NO_ARTWORK, landscape: hash }, fit: 'stretch' as const };
    await use({ ...DEFAULT_RECIPE, frame: { ...frameOverlay, opacity: 1 } });
    await shoot(1);
    const [shot] = running.shots();
    const { channels } = await sharp(await fullOf(shot?.id ?? '', 1)).stats();
    expect(channels[0]?.mean).toBeGreaterThan(240);
    expect(channels[1]?.mean).toBeLessThan(15);
    await rm(path.join(root, 'artwork', `${hash}.png`));
    expect(await running.media({ kind: 'artwork', hash })).toBeNull();
    // Another size than the ones that are still in memory.
    await put('IMG_9.JPG', await sharp(frame(1)).resize(1300, 1000, { fit: 'fill' }).toBuffer());
    await vi.waitFor(() => {
      const failed = running.shots().find(({ state }) => state === 'failed');
      expect(failed?.reason).toContain('choose it again');
    }, PATIENCE);
  });
});

describe('a preview', () => {
  const marked: Recipe = {
    ...DEFAULT_RECIPE,
    watermark: {
      kind: 'text',
      text: '{filename}',
      font: 'serif',
      colour: '#ff0000',
      size: 0.1,
      margin: 0.02,
      opacity: 1,
      position: 'center',
    },
  };

  it('is to the byte what the recipe would make of the last shot', async () => {
    await shoot(2);
    const preview = await running.handlers.previewRecipe({
      recipe: marked,
      shotId: null,
      rendition: 'grid',
    });
    expect(preview).toMatchObject({ from: 'file', width: 1080, shot: { name: 'IMG_0002.JPG' } });
    const shown = await running.media({ kind: 'preview', hash: preview.hash });
    const { renditions } = await develop(frame(1), marked, {
      variables: {
        photographer: '',
        session: 'Anna & Li',
        year: '2026',
        date: '',
        time: '',
        filename: 'IMG_0002',
        number: '0002',
        camera: '',
      },
    });
    expect(shown?.bytes.equals(renditions.grid.bytes)).toBe(true);
    // Nothing was kept: neither a blob nor a revision.
    expect(await running.spool.read(preview.hash)).toBeNull();
    expect(running.shots().every(({ revision }) => revision === 1)).toBe(true);
  });

  it('is of the JPEG in a RAW file as well', async () => {
    await put('IMG_7.CR2', asRawFile(frame(2), 'tiff'));
    await running.ready(1);
    const preview = await running.handlers.previewRecipe({
      recipe: marked,
      shotId: null,
      rendition: 'thumb',
    });
    expect(preview).toMatchObject({ from: 'file', width: 400 });
  });

  it('is made of what was published where the file is gone, and says so', async () => {
    await shoot(1);
    await rm(path.join(hotFolder, 'IMG_0001.JPG'));
    const asked = { recipe: marked, shotId: null, rendition: 'grid' as const };
    expect(await running.handlers.previewRecipe(asked)).toMatchObject({ from: 'rendition' });
  });

  it('says when there is no shot, and never keeps more than the newest few', async () => {
    const asked = { recipe: DEFAULT_RECIPE, shotId: null, rendition: 'thumb' as const };
    await expect(running.handlers.previewRecipe(asked)).rejects.toMatchObject({
      code: 'not_found',
    });
    await shoot(1);
    const hashes: string[] = [];
    for (const quality of [10, 20, 30, 40, 50, 60]) {
      const recipe = { ...DEFAULT_RECIPE, thumb: { longEdge: 400, quality } };
      hashes.push((await running.handlers.previewRecipe({ ...asked, recipe })).hash);
    }
    const kept = await Promise.all(hashes.map((hash) => running.media({ kind: 'preview', hash })));
    expect(kept.map((found) => found !== null)).toEqual([false, false, true, true, true, true]);
    const many = Array.from({ length: 30 }, () => running.handlers.previewRecipe(asked));
    const ends = await Promise.allSettled(many);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(22);
  });
});

describe('a changed recipe', () => {
  it('is applied to what is out, as a new revision, and to nothing that is so already', async () => {
    await shoot(2);
    expect(await running.handlers.countOutdated(null)).toEqual({ shots: 0 });
    await use(CREDITED);
    await put('IMG_0003.JPG', frame(2));
    await running.ready(3);
    expect(await running.handlers.countOutdated(null)).toEqual({ shots: 2 });
    await running.handlers.redevelop(null);
    await settled();
    expect(running.status().redevelopment).toMatchObject({ total: 2, done: 2, failed: 0 });
    const revisions = running.shots().map(({ name, revision }) => [name, revision]);
    expect(revisions).toEqual([
      ['IMG_0003.JPG', 1],
      ['IMG_0002.JPG', 2],
      ['IMG_0001.JPG', 2],
    ]);
    for (const { id, name } of running.shots().slice(1)) {
      expect(proveMetadata(await fullOf(id, 2))).toMatchObject({
        ok: true,
        copyright: `© 2026 Anna & Li ${name.replace('.JPG', '')} Canon EOS R5`,
      });
    }
    const jobs = running.ledger.to('s').outbox.due('first', Date.now(), 9);
    expect(jobs.map(({ revision }) => revision)).toEqual([1, 2, 2]);
    await running.handlers.stopRedevelop(null);
    expect(running.status().redevelopment).toBeNull();
    expect(parts.errors).toEqual([]);
  });

  it('names the shots whose originals are gone', async () => {
    await shoot(3);
    await rm(path.join(hotFolder, 'IMG_0001.JPG'));
    await use(CREDITED);
    await running.handlers.redevelop(null);
    await settled();
    const { redevelopment } = running.status();
    expect(redevelopment?.named).toContainEqual(
      expect.objectContaining({ name: 'IMG_0001.JPG', kind: 'gone' }),
    );
    expect(running.shots().find(({ name }) => name === 'IMG_0001.JPG')).toMatchObject({
      state: 'queued',
      revision: 1,
    });
    expect(running.shots().find(({ name }) => name === 'IMG_0003.JPG')?.revision).toBe(2);
  });

  it('goes on where it was after a stop in the middle, and makes nothing twice', async () => {
    await shoot(3);
    await use(CREDITED);
    // The first shot goes through, the second one waits for ever.
    let turns = 0;
    await running.stop();
    const held = Promise.withResolvers<void>();
    running = await startSmallEngine({
      ...parts,
      idle: () => (++turns > 1 ? held.promise : Promise.resolve()),
    });
    await running.ready(3);
    turns = 0;
    await running.handlers.redevelop(null);
    await vi.waitFor(
      () => expect(running.status().redevelopment).toMatchObject({ done: 1, waiting: 2 }),
      PATIENCE,
    );
    const abandoned = running;
    running = await startSmallEngine(parts);
    await settled();
    expect(running.status().redevelopment).toMatchObject({ total: 3, done: 3 });
    expect(running.shots().map(({ revision }) => revision)).toEqual([2, 2, 2]);
    held.resolve();
    await abandoned.stop();
  });

  it('can be stopped; what is done stays done', async () => {
    await shoot(2);
    await use(CREDITED);
    let turns = 0;
    await running.stop();
    const held = Promise.withResolvers<void>();
    running = await startSmallEngine({
      ...parts,
      idle: () => (++turns > 1 ? held.promise : Promise.resolve()),
    });
    await running.ready(2);
    turns = 0;
    await running.handlers.redevelop(null);
    await vi.waitFor(
      () => expect(running.status().redevelopment).toMatchObject({ done: 1 }),
      PATIENCE,
    );
    await running.handlers.stopRedevelop(null);
    held.resolve();
    expect(await running.handlers.countOutdated(null)).toEqual({ shots: 1 });
    expect(running.status().redevelopment).toBeNull();
  });
});

describe('the recipes', () => {
  it('are saved to a file and come back from it as others', async () => {
    const { id } = await running.handlers.saveRecipe({ id: null, recipe: CREDITED });
    const file = await running.media({ kind: 'file', id });
    expect(file?.name).toBe('Standard.picture-live.json');
    const reply = await running.handlers.importRecipe({ text: file?.bytes.toString() ?? '' });
    expect(reply.id).not.toBe(id);
    expect(await running.handlers.readRecipe(reply)).toEqual(CREDITED);
    await running.handlers.chooseRecipe(reply);
    expect(running.status()).toMatchObject({ recipeId: reply.id, recipe: CREDITED });
    expect(running.status().recipes).toHaveLength(3);
    await running.handlers.deleteRecipe({ id });
    await expect(running.handlers.readRecipe({ id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await running.media({ kind: 'file', id })).toBeNull();
  });
});
