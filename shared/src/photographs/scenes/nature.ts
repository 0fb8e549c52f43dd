import { circle, hsl, n, radial, rectangle, repeat, vertical, type Canvas } from './canvas.ts';

/** A sky from its height to the horizon, with what glows in it. */
export function sky(canvas: Canvas, colours: readonly string[]): string {
  return `<defs>${vertical('sky', colours)}</defs>${rectangle(0, 0, canvas.width, canvas.height, 'url(#sky)')}`;
}

/** Sun or moon with the light around it. */
export function glow(x: number, y: number, radius: number, hue: number, core: string): string {
  const light = radial('glow', [
    hsl(hue, 90, 82, 0.7),
    [0.18, hsl(hue, 85, 72, 0.38)],
    [0.45, hsl(hue, 80, 64, 0.12)],
    [1, hsl(hue, 80, 60, 0)],
  ]);
  return `<defs>${light}</defs>${circle(x, y, radius * 9, 'url(#glow)')}${circle(x, y, radius, core)}`;
}

export function stars({ width, height, chance }: Canvas, count: number): string {
  return repeat(count, () => {
    const alpha = chance.between(0.2, 0.9);
    return circle(
      chance.between(0, width),
      chance.next() ** 1.6 * height,
      chance.between(0.5, 1.7),
      hsl(chance.between(190, 60), 40, 92, alpha),
    );
  });
}

/** Flat clouds lit from below. */
export function clouds({ width, height, chance }: Canvas, hue: number, lightness: number): string {
  return repeat(chance.integer(7, 12), () => {
    const x = chance.between(-0.1, 1.1) * width;
    const y = chance.between(0.05, 0.5) * height;
    const alpha = chance.between(0.05, 0.16);
    return repeat(chance.integer(5, 9), () => {
      const rx = chance.between(60, 240);
      const dx = chance.normal() * 130;
      const dy = chance.normal() * 14;
      const fill = hsl(hue + chance.between(-12, 12), 80, lightness, alpha);
      return `<ellipse cx="${n(x + dx)}" cy="${n(y + dy)}" rx="${n(rx)}" ry="${n(rx * 0.13)}" fill="${fill}"/>`;
    });
  });
}

/** The edge of a range of hills, from left to right: height above the bottom at a place. */
export function ridge({ width, chance }: Canvas, base: number, relief: number) {
  const waves = Array.from({ length: 6 }, (_, i) => ({
    length: (width * chance.between(0.7, 1.4)) / (i + 1),
    phase: chance.between(0, 7),
    height: (relief * chance.between(0.5, 1)) / (i + 1),
  }));
  return (x: number) =>
    waves.reduce((y, w) => y - w.height * Math.sin((x / w.length) * 6.283 + w.phase), base);
}

export function hill(canvas: Canvas, edge: (x: number) => number, fill: string): string {
  const points = Array.from({ length: 76 }, (_, i) => {
    const x = (i / 75) * canvas.width;
    return `L${n(x)} ${n(edge(x))}`;
  });
  return `<path d="M0 ${n(canvas.height)}${points.join('')}L${n(canvas.width)} ${n(canvas.height)}Z" fill="${fill}"/>`;
}

/** Conifers and round trees along an edge. */
export function trees(
  { width, chance }: Canvas,
  edge: (x: number) => number,
  count: number,
  fill: string,
): string {
  return repeat(count, () => {
    const x = chance.between(0, width);
    const y = edge(x) + 4;
    const tall = chance.between(24, 80);
    if (chance.next() < 0.45) {
      const crown = repeat(6, () =>
        circle(
          x + chance.normal() * tall * 0.17,
          y - tall * 0.7 + chance.normal() * tall * 0.14,
          tall * chance.between(0.17, 0.27),
          fill,
        ),
      );
      return crown + rectangle(x - 2, y - tall * 0.6, 4, tall * 0.6, fill);
    }
    const steps = repeat(5, (i) => {
      const top = y - tall + (tall * i) / 5.5;
      const half = tall * (0.07 + 0.045 * i);
      return `M${n(x)} ${n(top)}L${n(x - half)} ${n(top + tall * 0.3)}L${n(x + half)} ${n(top + tall * 0.3)}Z`;
    });
    return `<path d="${steps}" fill="${fill}"/>`;
  });
}
