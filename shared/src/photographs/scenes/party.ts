import { circle, hsl, n, radial, rectangle, repeat, type Canvas } from './canvas.ts';

/** Out-of-focus lights: discs with a brighter rim, as a fast lens draws them. */
export function bokeh(
  { width, height, chance }: Canvas,
  count: number,
  hues: readonly [number, ...number[]],
  [top, bottom]: readonly [number, number],
): string {
  return repeat(count, () => {
    const hue = chance.pick(hues) + chance.between(-10, 10);
    const radius = 10 + 60 * chance.next() ** 2;
    const alpha = chance.between(0.12, 0.5);
    const x = chance.between(-0.05, 1.05) * width;
    const y = chance.between(top, bottom) * height;
    const rim = `stroke="${hsl(hue, 95, 78, alpha * 0.9)}" stroke-width="${n(radius * 0.07)}"`;
    return circle(x, y, radius, hsl(hue, 95, 64, alpha), rim);
  });
}

/** A line with bulbs, hanging from the left to the right edge. */
export function stringLights({ width, height, chance }: Canvas, hue: number): string {
  const bulb = radial('bulb', [
    hsl(hue, 100, 96, 1),
    [0.16, hsl(hue, 100, 82, 0.95)],
    [0.3, hsl(hue, 100, 62, 0.38)],
    [1, hsl(hue, 100, 55, 0)],
  ]);
  const lines = repeat(chance.integer(2, 4), (line) => {
    const from = height * chance.between(0.03, 0.2) + line * 30;
    const to = height * chance.between(0.03, 0.2) + line * 30;
    const sag = height * chance.between(0.06, 0.2);
    const at = (t: number) => from + (to - from) * t + sag * 4 * t * (1 - t);
    const bulbs = chance.integer(11, 20);
    const cord = `<path d="M0 ${n(from)}${repeat(40, (i) => `L${n(((i + 1) / 40) * width)} ${n(at((i + 1) / 40))}`)}" fill="none" stroke="rgba(10,8,12,.75)" stroke-width="2"/>`;
    const lights = repeat(bulbs, (i) => {
      const t = (i + 0.5) / bulbs;
      return circle(t * width, at(t) + 8, chance.between(30, 46), 'url(#bulb)');
    });
    return cord + lights;
  });
  return `<defs>${bulb}</defs>${lines}`;
}

/** Paper in the air, the nearer the larger. */
export function confetti({ width, height, chance }: Canvas, count: number): string {
  return repeat(count, () => {
    const near = chance.next() ** 3;
    const long = 4 + 22 * near;
    const x = chance.between(0, width);
    const y = chance.between(0, height * 0.9);
    const fill = hsl(chance.integer(0, 11) * 30, 85, chance.between(50, 72), 0.9 - near * 0.35);
    const turn = `rotate(${n(chance.between(0, 180))} ${n(x)} ${n(y)})`;
    return `<rect x="${n(x)}" y="${n(y)}" width="${n(long)}" height="${n(long * chance.between(0.25, 0.7))}" fill="${fill}" transform="${turn}"/>`;
  });
}

/** Coloured pennants on a line. */
export function bunting({ width, height, chance }: Canvas): string {
  const hue = chance.between(0, 360);
  const from = height * chance.between(0.04, 0.16);
  const to = height * chance.between(0.04, 0.16);
  const sag = height * chance.between(0.08, 0.16);
  const at = (t: number) => from + (to - from) * t + sag * 4 * t * (1 - t);
  const flags = 18;
  return repeat(flags, (i) => {
    const [left, right] = [i / flags, (i + 0.82) / flags];
    const middle = (left + right) / 2;
    const fill = hsl(hue + (i % 4) * 85, 70, 60);
    return `<path d="M${n(left * width)} ${n(at(left))}L${n(right * width)} ${n(at(right))}L${n(middle * width)} ${n(at(middle) + height * 0.07)}Z" fill="${fill}"/>`;
  });
}

/** Darkens the corners, as a wide-open lens does. */
export function vignette({ width, height }: Canvas, strength: number): string {
  const shade = radial('vignette', [
    [0.5, 'rgba(0,0,0,0)'],
    [1, `rgba(0,0,0,${strength.toFixed(2)})`],
  ]).replace('<radialGradient', '<radialGradient r=".75"');
  return `<defs>${shade}</defs>${rectangle(0, 0, width, height, 'url(#vignette)')}`;
}
