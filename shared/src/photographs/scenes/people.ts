import { circle, hsl, n, repeat, type Canvas } from './canvas.ts';

/** Colours of a guest; against the light they are all one. */
export interface Outfit {
  skin: string;
  hair: string;
  top: string;
  bottom: string;
}

export interface Standing {
  x: number;
  /** Where the feet are, and how far above them the head ends. */
  ground: number;
  tall: number;
}

/** Everybody black before the light. */
export const silhouette = (fill: string): Outfit => ({
  skin: fill,
  hair: fill,
  top: fill,
  bottom: fill,
});

/** Summer clothes. */
export function summerOutfit({ chance }: Canvas): Outfit {
  const hue = chance.between(0, 360);
  const dress = hsl(hue, 55, chance.between(45, 75));
  return {
    skin: hsl(chance.between(18, 30), chance.between(35, 55), chance.between(38, 78)),
    hair: hsl(chance.between(15, 40), 40, chance.between(12, 45)),
    top: chance.next() < 0.6 ? dress : hsl(40, 30, 93),
    bottom: chance.next() < 0.6 ? dress : hsl(220, 35, chance.between(22, 40)),
  };
}

/** One guest. */
export function person({ chance }: Canvas, at: Standing, outfit: Outfit): string {
  const { x, ground, tall } = at;
  const head = tall * 0.075;
  const top = ground - tall;
  const middle = x + chance.normal() * tall * 0.02;
  const neck = top + head * 2;
  const hip = ground - tall * 0.47;
  const shoulder = tall * chance.between(0.1, 0.125);
  const inDress = chance.next() < 0.5;
  const hem = inDress ? tall * chance.between(0.13, 0.2) : shoulder * 0.9;

  const waist = `M${n(x - shoulder * 0.7)} ${n(hip - 3)}L${n(x + shoulder * 0.7)} ${n(hip - 3)}L${n(x + hem)} ${n(ground)}`;
  const step = `L${n(x + hem * 0.35)} ${n(ground)}L${n(x)} ${n(hip + tall * 0.1)}L${n(x - hem * 0.35)} ${n(ground)}`;
  const bottom = `${waist}${inDress ? '' : step}L${n(x - hem)} ${n(ground)}Z`;
  const collar = neck + head * 0.9;
  const torso = `M${n(middle - shoulder)} ${n(collar)}Q${n(middle)} ${n(neck - head * 0.3)} ${n(middle + shoulder)} ${n(collar)}L${n(x + shoulder * 0.72)} ${n(hip)}L${n(x - shoulder * 0.72)} ${n(hip)}Z`;
  const arms = [-1, 1].map((side) => {
    const raised = chance.next() < 0.4;
    const elbowX = middle + side * (shoulder + tall * chance.between(0.04, 0.1));
    const elbowY = raised ? neck - head * chance.between(0, 1.6) : neck + tall * 0.17;
    const handX = elbowX + side * tall * chance.between(-0.05, 0.04);
    const handY = raised ? elbowY - tall * chance.between(0.08, 0.15) : elbowY + tall * 0.12;
    return `M${n(middle + side * shoulder * 0.85)} ${n(neck + head)}L${n(elbowX)} ${n(elbowY)}L${n(handX)} ${n(handY)}`;
  });
  return (
    `<path d="${arms.join('')}" fill="none" stroke="${outfit.skin}" stroke-width="${n(tall * 0.042)}" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="${bottom}" fill="${outfit.bottom}"/>` +
    `<path d="${torso}" fill="${outfit.top}"/>` +
    circle(middle, top + head * 0.98, head * (inDress ? 1.16 : 1.06), outfit.hair) +
    `<ellipse cx="${n(middle)}" cy="${n(top + head * 1.2)}" rx="${n(head * 0.84)}" ry="${n(head * 0.92)}" fill="${outfit.skin}"/>`
  );
}

/** A row of guests before the light. */
export function crowd(
  canvas: Canvas,
  options: { count: number; ground: number; tall: number; fill: string },
): string {
  const { chance, width } = canvas;
  const gap = width / options.count;
  const outfit = silhouette(options.fill);
  return repeat(options.count, (i) => {
    const at = {
      x: gap * (i + 0.5) + chance.normal() * gap * 0.22,
      ground: options.ground + chance.between(0, options.tall * 0.08),
      tall: options.tall * chance.between(0.86, 1.1),
    };
    return person(canvas, at, outfit);
  });
}
