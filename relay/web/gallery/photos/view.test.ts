import type { Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { belongs, EVERYTHING, isNarrowed, isSameView, orderOf, searchOf, viewOf } from './view.ts';

test('a view is what its address says, and the other way round', () => {
  const views = [
    EVERYTHING,
    { order: 'captured', filter: {} },
    { order: 'arrival', filter: { tag: 'Kuchen & Tanz', featured: true } },
    { order: 'captured', filter: { photographer: '李 安', liked: true } },
  ] as const;
  for (const view of views) expect(viewOf(searchOf(view))).toEqual(view);
  expect(searchOf(EVERYTHING)).toBe('');
});

test('an address with other words in it opens everything', () => {
  for (const search of ['', '?utm_source=x', '?order=size', '?featured=yes&tag=']) {
    expect(isSameView(viewOf(search), EVERYTHING)).toBe(true);
  }
  expect(isNarrowed(EVERYTHING)).toBe(false);
  expect(isNarrowed(viewOf('?order=captured'))).toBe(false);
  expect(isNarrowed(viewOf('?liked=1'))).toBe(true);
});

function photo(facts: Partial<Photo>): Photo {
  const rendition = { url: '', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
  return {
    id: 'a',
    seq: 1,
    revision: 1,
    width: 1,
    height: 1,
    capturedAt: 0,
    publishedAt: 0,
    thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
    renditions: { thumb: rendition, grid: rendition },
    ...facts,
  };
}

test('a photo belongs to a view when everything that was chosen is true of it', () => {
  const view = viewOf('?photographer=Anna&tag=cake&featured=1');
  const whole = { photographer: 'Anna', tags: ['dance', 'cake'], featured: true };
  expect(belongs(photo(whole), view, false)).toBe(true);
  expect(belongs(photo({ ...whole, photographer: 'Jo' }), view, true)).toBe(false);
  expect(belongs(photo({ ...whole, tags: ['dance'] }), view, true)).toBe(false);
  expect(belongs(photo({ photographer: 'Anna', tags: ['cake'] }), view, true)).toBe(false);
  expect(belongs(photo({}), EVERYTHING, false)).toBe(true);
});

test('among the liked ones a photo stays, and none comes in by itself', () => {
  expect(belongs(photo({}), viewOf('?liked=1'), true)).toBe(true);
  expect(belongs(photo({}), viewOf('?liked=1'), false)).toBe(false);
});

test('what was taken in the same moment is in the order of its arrival', () => {
  const isBefore = orderOf(viewOf('?order=captured'));
  expect(isBefore({ capturedAt: 1, seq: 9 }, { capturedAt: 2, seq: 1 })).toBe(true);
  expect(isBefore({ capturedAt: 1, seq: 1 }, { capturedAt: 1, seq: 2 })).toBe(true);
  expect(orderOf(EVERYTHING)({ capturedAt: 1, seq: 9 }, { capturedAt: 2, seq: 1 })).toBe(true);
});
