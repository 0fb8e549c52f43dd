import { circle, hsl, n, rectangle, repeat, vertical, type Scene } from './canvas.ts';
import { glow, hill, ridge, sky, stars, trees } from './nature.ts';
import { vignette } from './party.ts';
import { crowd } from './people.ts';

/** Three guests by a lake under the moon. */
export const lakeNight: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(200, 260);
  const shore = height * chance.between(0.52, 0.6);
  const moonX = width * chance.between(0.2, 0.8);
  const far = ridge(canvas, shore - height * 0.06, height * 0.04);
  const near = ridge(canvas, shore - height * 0.015, height * 0.012);
  const glints = repeat(240, () => {
    const depth = chance.next() ** 1.5;
    const y = shore + depth * (height - shore);
    const x = moonX + chance.normal() * (20 + depth * 190);
    const long = chance.between(10, 46) * (0.35 + depth);
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(long)}" ry="${n(1 + depth * 2.4)}" fill="${hsl(46, 90, 84, chance.between(0.15, 0.6))}"/>`;
  });
  const windows = repeat(70, () => {
    const x = chance.between(0, width);
    const long = chance.between(14, 70);
    const tint = chance.pick([38, 44, 30, 190]);
    return (
      circle(x, near(x) + chance.between(-2, 8), chance.between(1.5, 4), hsl(tint, 100, 78)) +
      rectangle(x - 1.5, shore + 5, 3, long, hsl(tint, 100, 65, 0.28))
    );
  });
  return (
    sky(canvas, [hsl(hue, 70, 8), hsl(hue - 10, 60, 20), hsl(hue - 40, 50, 36)]) +
    stars(canvas, 320) +
    glow(moonX, height * chance.between(0.14, 0.28), 42, 46, hsl(48, 80, 93)) +
    hill(canvas, far, hsl(hue, 40, 16)) +
    `<defs>${vertical('water', [hsl(hue - 30, 50, 30), hsl(hue, 65, 9)])}</defs>` +
    rectangle(0, shore, width, height - shore, 'url(#water)') +
    hill({ ...canvas, height: shore + 6 }, near, hsl(hue, 45, 7)) +
    trees(canvas, near, 40, hsl(hue, 45, 6)) +
    windows +
    glints +
    rectangle(0, height * 0.93, width, height * 0.07, hsl(hue, 40, 5)) +
    crowd(canvas, { count: 3, ground: height * 0.95, tall: height * 0.34, fill: hsl(hue, 40, 4) }) +
    vignette(canvas, 0.4)
  );
};
