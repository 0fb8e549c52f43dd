import { describe, expect, it } from 'vitest';
import { sampleStatus } from '../../../bridge/testing/samples.ts';
import { reuse } from './reuse.ts';

describe('reuse', () => {
  it('gives the old object where nothing changed', () => {
    const old = sampleStatus();
    expect(reuse(old, sampleStatus())).toBe(old);
  });

  it('changes only the way to what changed', () => {
    const old = sampleStatus();
    const next = reuse(old, sampleStatus({ uplinkBytesPerSecond: 5 }));
    expect(next).not.toBe(old);
    expect(next).toEqual(sampleStatus({ uplinkBytesPerSecond: 5 }));
    expect(next.hotFolders).toBe(old.hotFolders);
    expect(next.recipe).toBe(old.recipe);
  });

  it.each([
    [[1, 2], [1]],
    [[1], [1, 2]],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: null }, { a: {} }],
    [[], {}],
    [0, null],
  ])('never takes %j for %j', (old, next) => {
    expect(reuse<unknown>(old, next)).toStrictEqual(next);
  });
});
