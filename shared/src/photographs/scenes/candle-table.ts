import {
  circle,
  hsl,
  n,
  radial,
  rectangle,
  repeat,
  vertical,
  type Canvas,
  type Scene,
} from './canvas.ts';
import { sky } from './nature.ts';
import { bokeh, vignette } from './party.ts';

/** A laid table by candlelight. */
export const candleTable: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(15, 45);
  const edge = height * chance.between(0.6, 0.68);
  const flame = radial('flame', [
    hsl(48, 100, 96, 1),
    [0.12, hsl(42, 100, 75, 0.9)],
    [0.35, hsl(30, 100, 55, 0.25)],
    [1, hsl(25, 100, 50, 0)],
  ]);
  const candles = repeat(chance.integer(4, 7), () => {
    const x = width * chance.between(0.06, 0.94);
    const foot = edge + height * chance.between(0.06, 0.28);
    const tall = height * chance.between(0.12, 0.26);
    return (
      rectangle(x - 15, foot - tall, 30, tall, hsl(42, 55, 82)) +
      rectangle(x + 4, foot - tall, 11, tall, hsl(30, 45, 60, 0.55)) +
      circle(x, foot - tall - 18, 150, 'url(#flame)') +
      `<path d="M${n(x)} ${n(foot - tall - 44)}q13 26 0 40q-13 -14 0 -40Z" fill="#fff6d8"/>`
    );
  });
  return (
    sky(canvas, [hsl(hue - 15, 55, 8), hsl(hue - 5, 65, 20), hsl(hue, 60, 26)]) +
    bokeh(canvas, 130, [hue, hue + 12, 350, 50], [0, 0.64]) +
    `<defs>${flame}${vertical('cloth', [hsl(hue, 35, 62), hsl(hue, 30, 30)])}</defs>` +
    rectangle(0, edge, width, height - edge, 'url(#cloth)') +
    flowers(canvas, edge + height * 0.1) +
    candles +
    glasses(canvas, edge) +
    vignette(canvas, 0.55)
  );
};

function flowers({ width, chance }: Canvas, ground: number): string {
  const middle = width * chance.between(0.3, 0.7);
  const hue = chance.between(300, 400);
  const leaves = repeat(46, () => {
    const x = middle + chance.normal() * 150;
    const y = ground + chance.normal() * 44;
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="34" ry="9" fill="${hsl(chance.between(90, 140), 35, chance.between(16, 34))}" transform="rotate(${n(chance.between(-80, 80))} ${n(x)} ${n(y)})"/>`;
  });
  const blossoms = repeat(26, () => {
    const x = middle + chance.normal() * 120;
    const y = ground - 16 + chance.normal() * 36;
    const size = chance.between(12, 27);
    const tint = hue + chance.between(-18, 18);
    return repeat(4, (ring) =>
      circle(x, y, size * (1 - ring * 0.23), hsl(tint, 60, 44 + ring * 11)),
    );
  });
  return leaves + blossoms;
}

function glasses({ width, height, chance }: Canvas, edge: number): string {
  return repeat(chance.integer(3, 5), (i) => {
    const x = width * (0.12 + i * 0.2 + chance.between(-0.04, 0.04));
    const foot = edge + height * chance.between(0.18, 0.32);
    const top = foot - height * 0.26;
    const bowl = height * 0.045;
    return (
      `<path d="M${n(x - bowl)} ${n(top)}Q${n(x - bowl * 1.1)} ${n(top + bowl * 3)} ${n(x)} ${n(top + bowl * 3.2)}Q${n(x + bowl * 1.1)} ${n(top + bowl * 3)} ${n(x + bowl)} ${n(top)}Z" fill="rgba(255,240,215,.17)" stroke="rgba(255,246,228,.6)" stroke-width="2.5"/>` +
      `<path d="M${n(x - bowl * 0.98)} ${n(top + bowl * 1.1)}Q${n(x - bowl)} ${n(top + bowl * 3)} ${n(x)} ${n(top + bowl * 3.1)}Q${n(x + bowl)} ${n(top + bowl * 3)} ${n(x + bowl * 0.98)} ${n(top + bowl * 1.1)}Z" fill="rgba(246,200,96,.5)"/>` +
      `<path d="M${n(x)} ${n(top + bowl * 3.2)}L${n(x)} ${n(foot)}M${n(x - bowl * 0.8)} ${n(foot)}h${n(bowl * 1.6)}" stroke="rgba(255,246,228,.6)" stroke-width="4"/>`
    );
  });
}
