import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoBatch, PhotoBatchReply } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { photoAt } from '../testing/photo.ts';
import { after, changedBy, undoing } from './after.ts';
import { doToMany, type Deed } from './batches.ts';
import { screensOf } from './screens.ts';

const ids = Array.from({ length: 120 }, (_, index) => `p${index}`);

test('many are done a few dozen at a time, counted, with what failed named', async () => {
  const calls: number[] = [];
  const counted: number[] = [];
  const changePhotos = async (batch: PhotoBatch): Promise<PhotoBatchReply> => {
    calls.push(batch.ids.length);
    const error = { code: 'photo_gone', message: '' };
    const outcomes = batch.ids.map((id) =>
      id === 'p7' ? { id, ok: false as const, error } : { id, ok: true as const },
    );
    return { outcomes };
  };
  const done = await doToMany({ changePhotos }, 's', { action: 'hide' }, ids, (count) =>
    counted.push(count),
  );
  expect([calls, counted]).toEqual([
    [50, 50, 20],
    [50, 100, 120],
  ]);
  expect([done.ids.length, done.failed.map(({ id, error }) => [id, error.code])]).toEqual([
    119,
    [['p7', 'photo_gone']],
  ]);
});

test('where the network breaks, what was done is known and the rest has failed', async () => {
  let calls = 0;
  const changePhotos = async (batch: PhotoBatch): Promise<PhotoBatchReply> => {
    calls += 1;
    if (calls > 1) throw new PictureLiveError('relay_unreachable');
    return { outcomes: batch.ids.map((id) => ({ id, ok: true as const })) };
  };
  const done = await doToMany({ changePhotos }, 's', { action: 'delete' }, ids);
  expect([done.ids.length, done.failed.length, calls]).toEqual([50, 70, 2]);
});

test('only what changes is changed, so that an undo leaves the others alone', () => {
  const photos = [photoAt(1), photoAt(2, { hidden: 'hidden', featured: true, tags: ['cake'] })];
  const changed = (deed: Deed): string[] => changedBy(photos, deed).map(({ id }) => id);
  expect(changed({ action: 'hide' })).toEqual(['p1']);
  expect(changed({ action: 'show' })).toEqual(['p2']);
  expect(changed({ action: 'feature' })).toEqual(['p1']);
  expect(changed({ action: 'tag', tag: 'cake' })).toEqual(['p1']);
  expect(changed({ action: 'untag', tag: 'cake' })).toEqual(['p2']);
});

test('every deed shows at once and has one that takes it back', () => {
  const photo = photoAt(1, { tags: ['party'] });
  expect(after(photo, { action: 'hide' })?.hidden).toBe('hidden');
  expect(after(photo, { action: 'delete' })).toBeNull();
  expect(after(photo, { action: 'tag', tag: 'cake' })?.tags).toEqual(['party', 'cake']);
  const deeds: Deed[] = [{ action: 'hide' }, { action: 'feature' }, { action: 'tag', tag: 'cake' }];
  for (const deed of deeds) {
    const done = after(photo, deed);
    const undone = done && after(done, undoing(deed, 's').deed);
    expect({ ...undone, featured: undone?.featured === true }).toEqual({
      ...photo,
      featured: false,
    });
  }
  expect(undoing({ action: 'move', toSessionId: 'there' }, 'here')).toEqual({
    deed: { action: 'move', toSessionId: 'here' },
    sessionId: 'there',
  });
});

test('several photos are gone from as many screens as the slowest of them', () => {
  const news = (gone: number, screens: number) => ({
    sessionId: 's',
    photoId: `${gone}`,
    seq: 1,
    gone,
    screens,
  });
  expect(screensOf([news(5, 5), news(3, 5), news(0, 0)])).toEqual({ gone: 3, screens: 5 });
  expect(screensOf([])).toBeNull();
});
