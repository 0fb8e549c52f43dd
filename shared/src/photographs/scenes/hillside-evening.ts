import { hsl, repeat, type Scene } from './canvas.ts';
import { clouds, glow, hill, ridge, sky, trees } from './nature.ts';
import { stringLights, vignette } from './party.ts';
import { crowd } from './people.ts';

/** Sunset over hills, guests under string lights. */
export const hillsideEvening: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(-20, 40);
  const horizon = height * chance.between(0.5, 0.62);
  const ranges = repeat(4, (i) => {
    const edge = ridge(canvas, horizon + i * height * 0.075, height * 0.035);
    const fill = hsl(hue + 250 + i * 8, 32 - i * 3, 46 - i * 11);
    return hill(canvas, edge, fill) + (i > 1 ? trees(canvas, edge, 22 + i * 9, fill) : '');
  });
  return (
    sky(canvas, [
      hsl(hue + 215, 55, 24),
      hsl(hue + 260, 45, 42),
      hsl(hue + 345, 75, 60),
      hsl(hue + 25, 95, 68),
      hsl(hue + 42, 95, 78),
    ]) +
    clouds(canvas, hue + 10, 72) +
    glow(width * chance.between(0.2, 0.8), horizon - 30, 34, hue + 38, hsl(hue + 50, 100, 92)) +
    ranges +
    stringLights(canvas, 40) +
    crowd(canvas, {
      count: chance.integer(5, 9),
      ground: height * 0.99,
      tall: height * chance.between(0.24, 0.32),
      fill: hsl(hue + 250, 30, 7),
    }) +
    vignette(canvas, 0.35)
  );
};
