import { expect, test } from 'vitest';
import { opening, type Place } from './place.ts';

const LAPTOP = { x: 0, y: 25, width: 1512, height: 920 };
const BESIDE = { x: 1512, y: 0, width: 2560, height: 1440 };
const LEFT = { x: -1920, y: 0, width: 1920, height: 1080 };

const at = (x: number, y: number, width = 1200, height = 800): Place => ({
  bounds: { x, y, width, height },
  maximized: false,
});

test.each<[string, Place | null, (typeof LAPTOP)[], ReturnType<typeof opening>]>([
  ['first start', null, [LAPTOP], { width: 1440, height: 900 }],
  [
    'first start, small display',
    null,
    [{ ...LAPTOP, width: 1280, height: 700 }],
    { width: 1280, height: 700 },
  ],
  ['as it was', at(100, 60), [LAPTOP], { x: 100, y: 60, width: 1200, height: 800 }],
  [
    'on the second display',
    at(2000, 100),
    [LAPTOP, BESIDE],
    { x: 2000, y: 100, width: 1200, height: 800 },
  ],
  [
    'on a display to the left',
    at(-1800, 10),
    [LAPTOP, LEFT],
    { x: -1800, y: 10, width: 1200, height: 800 },
  ],
  [
    'its display is gone: the middle of the main one',
    at(2000, 100),
    [LAPTOP],
    { width: 1200, height: 800 },
  ],
  [
    'its display is smaller now',
    at(1600, 100, 2400, 1300),
    [LAPTOP, { ...BESIDE, width: 1920, height: 1080 }],
    { x: 1512, y: 0, width: 1920, height: 1080 },
  ],
  [
    'mostly off the edge, yet to be gripped: pulled in',
    at(1300, 60),
    [LAPTOP],
    { x: 312, y: 60, width: 1200, height: 800 },
  ],
  ['title bar above every display', at(100, -400), [LAPTOP], { width: 1200, height: 800 }],
  ['a sliver at the edge does not count', at(1500, 60), [LAPTOP], { width: 1200, height: 800 }],
  ['no display at all (lid closed)', at(100, 60), [], { width: 1200, height: 800 }],
])('%s', (_case, before, areas, opens) => {
  expect(opening(before, areas)).toEqual(opens);
});
