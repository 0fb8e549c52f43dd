import { describe, expect, it } from 'vitest';
import { sampleId, sampleShot } from '../../../bridge/testing/samples.ts';
import {
  NO_SHOTS,
  shotOf,
  withEvent,
  withNewestPage,
  withOlderPage,
  withoutShots,
  withStrayPage,
  type ShotTable,
} from './shot-table.ts';

const shots = (...numbers: number[]) => numbers.map((n) => sampleShot(n));
const ids = (...numbers: number[]) => numbers.map(sampleId);

/** Shots 11…13 of more, as they come from the engine: the newest first. */
const newest = withNewestPage(NO_SHOTS, { shots: shots(13, 12, 11), more: true, asked: 0 });

describe('the strip of shots', () => {
  it('is in the order in which they were seen', () => {
    expect(newest.strip).toEqual(ids(11, 12, 13));
    expect(withEvent(newest, shots(15, 14)).strip).toEqual(ids(11, 12, 13, 14, 15));
  });

  it('stays the same object while only states change', () => {
    const after = withEvent(newest, [sampleShot(12, { state: 'queued' })]);
    expect(after.strip).toBe(newest.strip);
    expect(shotOf(after, sampleId(12))?.state).toBe('queued');
  });

  it('grows at its start by older pages', () => {
    const older = withOlderPage(newest, { shots: shots(10, 9), more: false, asked: 0 });
    expect(older).toMatchObject({ strip: ids(9, 10, 11, 12, 13), more: false });
  });

  it('has no gaps: a change of a shot that is not loaded yet does not put it there', () => {
    const after = withEvent(newest, shots(3));
    expect(after.strip).toEqual(ids(11, 12, 13));
    expect(shotOf(after, sampleId(3))).toBeDefined();
    const older = withOlderPage(after, { shots: shots(10, 3), more: false, asked: 1 });
    expect(older.strip).toEqual(ids(3, 10, 11, 12, 13));
  });

  it('takes in a shot of any age once all are loaded', () => {
    const all: ShotTable = { ...newest, more: false };
    expect(withEvent(all, shots(3)).strip).toEqual(ids(3, 11, 12, 13));
  });
});

describe('a page and events that cross', () => {
  const queued = sampleShot(12, { state: 'queued' });
  const live = sampleShot(12, { state: 'live' });

  it('an event heard after asking wins over the page', () => {
    const heard = withEvent(NO_SHOTS, [live]);
    const table = withNewestPage(heard, { shots: [queued], more: false, asked: 0 });
    expect(shotOf(table, sampleId(12))?.state).toBe('live');
  });

  it('a page asked for after the event wins', () => {
    const heard = withEvent(NO_SHOTS, [queued]);
    const table = withStrayPage(heard, { shots: [live], more: false, asked: heard.heard });
    expect(shotOf(table, sampleId(12))?.state).toBe('live');
  });

  it('a shot seen after asking is not forgotten by the page', () => {
    const heard = withEvent(NO_SHOTS, shots(14));
    const table = withNewestPage(heard, { shots: shots(13, 12), more: true, asked: 0 });
    expect(table.strip).toEqual(ids(12, 13, 14));
  });

  it('a removed shot does not come back by a page that is older', () => {
    const removed = withoutShots(newest, ids(12));
    const table = withOlderPage(removed, { shots: shots(12, 10), more: false, asked: 0 });
    expect(table.strip).toEqual(ids(10, 11, 13));
    expect(shotOf(table, sampleId(12))).toBeUndefined();
  });
});

describe('after a lost connection', () => {
  it('nothing that may have changed unheard is kept', () => {
    const long = withOlderPage(newest, { shots: shots(10, 9), more: false, asked: 0 });
    const table = withNewestPage(long, { shots: shots(14, 13), more: true, asked: long.heard });
    expect(table.strip).toEqual(ids(13, 14));
    expect(shotOf(table, sampleId(9))).toBeUndefined();
  });

  it('shots that need a person have no place in the strip until they are scrolled to', () => {
    const stray = withStrayPage(newest, { shots: shots(2), more: false, asked: 0 });
    expect(stray.strip).toEqual(ids(11, 12, 13));
  });
});
