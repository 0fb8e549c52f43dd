import { describe, expect, it } from 'vitest';
import { placePicture, placeUnder, pushed } from './placement.ts';
import { MIDDLE, type Zoom } from './state.ts';

const box = { width: 600, height: 400 };
const picture = { width: 2560, height: 1280 };
const full: Zoom = { full: true, x: 0.5, y: 0.5 };

describe('a picture in its box', () => {
  it('is as large as it fits, in the middle, and never blown up', () => {
    expect(placePicture(box, picture, MIDDLE, 1)).toEqual({
      width: 600,
      height: 300,
      left: 0,
      top: 50,
    });
    const small = placePicture(box, { width: 100, height: 100 }, MIDDLE, 1);
    expect(small).toEqual({ width: 100, height: 100, left: 250, top: 150 });
  });

  it('shows pixel for pixel at 100 %, also on a screen with finer pixels', () => {
    expect(placePicture(box, picture, full, 1)).toMatchObject({ width: 2560, left: -980 });
    expect(placePicture(box, picture, full, 2)).toMatchObject({ width: 1280, left: -340 });
  });

  it('has picture on all sides at 100 %', () => {
    expect(placePicture(box, picture, { ...full, x: 0, y: 1 }, 1)).toMatchObject({
      left: 0,
      top: 400 - 1280,
    });
  });

  it('is enlarged where it was clicked', () => {
    const lies = placePicture(box, picture, MIDDLE, 1);
    expect(placeUnder({ x: 150, y: 275 }, lies)).toEqual({ x: 0.25, y: 0.75 });
    expect(placeUnder({ x: 150, y: 10 }, lies)).toEqual({ x: 0.25, y: 0 });
  });

  it('goes as far as it is pushed, no further than its edge', () => {
    const lies = placePicture(box, picture, full, 1);
    const there = placePicture(box, picture, pushed(box, lies, { x: 80, y: -20 }, full), 1);
    expect(there.left - lies.left).toBeCloseTo(80);
    expect(there.top - lies.top).toBeCloseTo(-20);
    const edge = pushed(box, lies, { x: 99_999, y: 0 }, full);
    expect(placePicture(box, picture, edge, 1).left).toBeCloseTo(0);
    const back = pushed(box, placePicture(box, picture, edge, 1), { x: -10, y: 0 }, edge);
    expect(placePicture(box, picture, back, 1).left, 'no way to make up for').toBeCloseTo(-10);
  });
});
