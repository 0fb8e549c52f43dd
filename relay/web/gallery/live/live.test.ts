import type { Photo } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isWell, noticeOf, PATIENCE_MS } from './connection-notice.ts';
import { createPaintReports } from './paint-reports.ts';

const LONG = PATIENCE_MS + 1;

test('nothing is said while photos arrive, over the socket or by asking', () => {
  for (const connection of ['live', 'polling'] as const) {
    expect(isWell({ connection, isOnline: true })).toBe(true);
    expect(noticeOf({ connection, isOnline: true, troubledForMs: LONG })).toBeNull();
  }
});

test('a short trouble is nobody’s business', () => {
  expect(noticeOf({ connection: 'offline', isOnline: false, troubledForMs: 500 })).toBeNull();
});

test('a guest without a network is told, whatever the socket believes', () => {
  for (const connection of ['live', 'connecting', 'offline'] as const) {
    expect(noticeOf({ connection, isOnline: false, troubledForMs: LONG })).toBe('offline');
  }
});

test('a relay that cannot be reached is told, one that is being looked for is not', () => {
  expect(noticeOf({ connection: 'offline', isOnline: true, troubledForMs: LONG })).toBe(
    'unreachable',
  );
  expect(noticeOf({ connection: 'connecting', isOnline: true, troubledForMs: LONG })).toBeNull();
});

function photo(id: string, revision = 1): Photo {
  const rendition = { url: '', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
  return {
    id,
    seq: 1,
    revision,
    width: 1,
    height: 1,
    capturedAt: 0,
    publishedAt: 0,
    thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
    renditions: { thumb: rendition, grid: rendition },
  };
}

function startReports() {
  const reported: string[] = [];
  const reports = createPaintReports(({ photoId, revision }) =>
    reported.push(`${photoId}/${revision}`),
  );
  return { reported, reports };
}

test('a photo that arrived live is reported once, each of its contents for itself', () => {
  const { reported, reports } = startReports();
  reports.expect(photo('a'));
  reports.painted(photo('a'));
  reports.painted(photo('a'));
  reports.expect(photo('a', 2));
  reports.painted(photo('a', 2));
  expect(reported).toEqual(['a/1', 'a/2']);
});

test('photos that were there before are not reported', () => {
  const { reported, reports } = startReports();
  reports.painted(photo('old'));
  expect(reported).toEqual([]);
});

test('what is painted after the page was out of sight tells nothing', () => {
  const { reported, reports } = startReports();
  reports.expect(photo('a'));
  reports.forget();
  reports.painted(photo('a'));
  expect(reported).toEqual([]);
});

test('a burst that nobody scrolls to is forgotten, the oldest first', () => {
  const { reported, reports } = startReports();
  for (let i = 0; i < 1_000; i += 1) reports.expect(photo(`p${i}`));
  for (let i = 0; i < 1_000; i += 1) reports.painted(photo(`p${i}`));
  expect(reported).toHaveLength(200);
  expect(reported[0]).toBe('p800/1');
});
