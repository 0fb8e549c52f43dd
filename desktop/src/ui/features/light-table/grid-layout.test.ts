import { describe, expect, it } from 'vitest';
import { framesIn, gridHeight, gridLayout, gridWindow, scrollToFrame } from './grid-layout.ts';

const layout = { columns: 5, width: 200, height: 100 };

describe('the grid', () => {
  it('fills its width with frames of the chosen size', () => {
    const { columns, width } = gridLayout(1280, 'medium');
    expect(columns * width).toBeLessThanOrEqual(1280);
    expect(gridLayout(1280, 'small').columns).toBeGreaterThan(columns);
    expect(gridLayout(1280, 'large').columns).toBeLessThan(columns);
    expect(gridLayout(360, 'large').columns, 'on a phone').toBe(2);
  });

  it('draws what is in view of five thousand frames, and little beside it', () => {
    const { first, end } = gridWindow(layout, 50_000, 600, 5_000);
    expect(first).toBeLessThanOrEqual(2_500);
    expect(end).toBeGreaterThanOrEqual(2_530);
    expect(end - first).toBeLessThan(70);
    expect(first % layout.columns).toBe(0);
  });

  it('draws nothing that is not there', () => {
    expect(gridWindow(layout, 0, 600, 3)).toEqual({ first: 0, end: 3 });
    expect(gridWindow(layout, 9_000, 600, 3)).toEqual({ first: 3, end: 3 });
    expect(gridHeight(layout, 11)).toBe(300);
  });

  it('moves no further than a frame needs to be seen whole', () => {
    expect(scrollToFrame(layout, 7, 0, 250)).toBe(0);
    expect(scrollToFrame(layout, 12, 0, 250)).toBe(50);
    expect(scrollToFrame(layout, 2, 150, 250)).toBe(0);
  });

  it('knows which frames a drawn rectangle touches, however it is drawn', () => {
    const area = { x0: 350, y0: 150, x1: 190, y1: 90 };
    expect(framesIn(layout, area, 99)).toEqual([0, 1, 5, 6]);
    expect(framesIn(layout, { ...area, x0: 9_999 }, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(framesIn(layout, { x0: -50, y0: -50, x1: -10, y1: -10 }, 7)).toEqual([0]);
  });
});
