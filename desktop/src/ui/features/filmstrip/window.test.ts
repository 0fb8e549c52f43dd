import { describe, expect, it } from 'vitest';
import { typeOf } from './file-type.ts';
import { FRAME_STEP, frameWindow, scrollToShow } from './window.ts';

describe('the filmstrip', () => {
  it('draws what is in view of five thousand frames, and a few beside it', () => {
    const { first, end } = frameWindow(2500 * FRAME_STEP, 1280, 5000);
    expect(first).toBeLessThanOrEqual(2500);
    expect(end).toBeGreaterThanOrEqual(2510);
    expect(end - first).toBeLessThan(30);
  });

  it('draws nothing that is not there', () => {
    expect(frameWindow(0, 1280, 3)).toEqual({ first: 0, end: 3 });
    expect(frameWindow(0, 1280, 0)).toEqual({ first: 0, end: 0 });
    expect(frameWindow(9000, 1280, 2)).toEqual({ first: 2, end: 2 });
  });

  it('moves no further than a frame needs to be seen whole', () => {
    expect(scrollToShow(5, 0, 1280)).toBe(0);
    expect(scrollToShow(10, 0, 1280)).toBe(11 * FRAME_STEP - 1280);
    expect(scrollToShow(2, 1000, 1280)).toBe(2 * FRAME_STEP);
  });

  it.each([
    ['IMG_1.CR2', 'CR2'],
    ['a.b.heic', 'HEIC'],
    ['.hidden', '?'],
    ['notes', '?'],
    ['x.lightroom', '?'],
  ])('shows for %s without a picture: %s', (name, type) => {
    expect(typeOf(name)).toBe(type);
  });
});
