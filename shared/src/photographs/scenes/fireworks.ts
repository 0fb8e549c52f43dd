import { circle, hsl, n, rectangle, repeat, type Scene } from './canvas.ts';
import { sky, stars } from './nature.ts';
import { vignette } from './party.ts';
import { crowd } from './people.ts';

/** A crowd before a lit city. */
export const fireworks: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(210, 290);
  const bursts = repeat(chance.integer(4, 7), () => {
    const [x, y] = [width * chance.between(0.12, 0.88), height * chance.between(0.1, 0.48)];
    const [radius, tint] = [height * chance.between(0.1, 0.25), chance.between(0, 360)];
    const rays = chance.integer(34, 60);
    return repeat(rays, (i) => {
      const angle = (i / rays) * 6.283 + chance.normal() * 0.03;
      const long = radius * chance.between(0.72, 1.05);
      const [dx, dy] = [Math.cos(angle) * long, Math.sin(angle) * long];
      const fall = long * 0.16;
      const stroke = hsl(tint + chance.between(-15, 15), 100, chance.between(62, 86), 0.8);
      return (
        `<path d="M${n(x + dx * 0.12)} ${n(y + dy * 0.12)}Q${n(x + dx * 0.7)} ${n(y + dy * 0.7)} ${n(x + dx)} ${n(y + dy + fall)}" fill="none" stroke="${stroke}" stroke-width="2.4"/>` +
        circle(x + dx, y + dy + fall, 3.4, hsl(tint, 100, 90))
      );
    });
  });
  const skyline = repeat(26, (i) => {
    const x = (i / 26) * width;
    const [wide, tall] = [width / 23, height * chance.between(0.08, 0.3)];
    const top = height * 0.84 - tall;
    const lit = repeat(Math.floor(tall / 11), (row) =>
      repeat(4, (column) =>
        chance.next() < 0.35
          ? rectangle(
              x + 8 + (column * wide) / 4.6,
              top + 8 + row * 11,
              wide / 9,
              5,
              hsl(chance.pick([42, 48, 34, 200]), 90, 72, 0.85),
            )
          : '',
      ),
    );
    return rectangle(x, top, wide, height, hsl(hue, 35, chance.between(6, 11))) + lit;
  });
  return (
    sky(canvas, [hsl(hue, 70, 7), hsl(hue + 15, 60, 17), hsl(hue + 60, 50, 32)]) +
    stars(canvas, 120) +
    bursts +
    skyline +
    crowd(canvas, { count: 13, ground: height * 1.05, tall: height * 0.3, fill: hsl(hue, 40, 3) }) +
    vignette(canvas, 0.3)
  );
};
