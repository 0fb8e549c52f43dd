import { hsl, n, repeat, vertical, type Scene } from './canvas.ts';
import { clouds, hill, ridge, sky, trees } from './nature.ts';
import { bunting, vignette } from './party.ts';
import { person, summerOutfit } from './people.ts';

/** Balloons and a tent on a lawn in the sun. */
export const gardenParty: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(195, 215);
  const lawn = height * chance.between(0.56, 0.66);
  const edge = ridge(canvas, lawn, height * 0.015);
  const tent = width * chance.between(0.2, 0.75);
  const balloons = repeat(chance.integer(7, 14), () => {
    const [x, y] = [width * chance.between(0.05, 0.95), height * chance.between(0.12, 0.55)];
    const tint = chance.between(0, 360);
    return (
      `<path d="M${n(x)} ${n(y + 34)}q-9 50 4 110" fill="none" stroke="rgba(60,60,70,.5)" stroke-width="1.5"/>` +
      `<ellipse cx="${n(x)}" cy="${n(y)}" rx="27" ry="34" fill="${hsl(tint, 78, 58)}"/>` +
      `<ellipse cx="${n(x - 9)}" cy="${n(y - 12)}" rx="7" ry="11" fill="rgba(255,255,255,.5)"/>`
    );
  });
  // The farther ones first, so that the nearer stand before them.
  const depths = Array.from({ length: 12 }, () => chance.next()).toSorted((p, q) => p - q);
  const guests = repeat(depths.length, (i) => {
    const depth = depths[i] ?? 0;
    const at = {
      x: width * chance.between(0.04, 0.96),
      ground: lawn + height * (0.07 + 0.27 * depth),
      tall: height * (0.17 + 0.15 * depth),
    };
    return person(canvas, at, summerOutfit(canvas));
  });
  const blades = repeat(420, () => {
    const x = chance.between(0, width);
    const y = lawn + chance.next() * (height - lawn);
    return `<path d="M${n(x)} ${n(y)}l${n(chance.normal() * 4)} ${n(-chance.between(8, 24))}" stroke="${hsl(chance.between(75, 115), 50, chance.between(28, 58), 0.7)}" stroke-width="2"/>`;
  });
  return (
    sky(canvas, [hsl(hue, 75, 52), hsl(hue, 80, 74), hsl(hue - 10, 70, 90)]) +
    clouds(canvas, 210, 99) +
    clouds(canvas, 30, 99) +
    trees(canvas, edge, 60, hsl(118, 32, 30)) +
    `<defs>${vertical('lawn', [hsl(92, 46, 50), hsl(104, 50, 28)])}</defs>` +
    hill(canvas, edge, 'url(#lawn)') +
    `<path d="M${n(tent - 210)} ${n(lawn + 60)}v-120L${n(tent)} ${n(lawn - 190)}L${n(tent + 210)} ${n(lawn - 60)}v120Z" fill="#fbf7ef"/>` +
    `<path d="M${n(tent)} ${n(lawn - 190)}L${n(tent + 70)} ${n(lawn + 60)}h140v-120Z" fill="rgba(120,110,130,.22)"/>` +
    blades +
    guests +
    balloons +
    bunting(canvas) +
    vignette(canvas, 0.18)
  );
};
