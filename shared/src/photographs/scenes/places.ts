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
import { clouds, glow, hill, ridge, sky, stars, trees } from './nature.ts';
import { bokeh, bunting, confetti, crowd, person, stringLights, vignette } from './party.ts';

const hillsideEvening: Scene = (canvas) => {
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

const danceFloor: Scene = (canvas) => {
  const { width, height, chance } = canvas;
  const hue = chance.between(180, 340);
  const beams = repeat(chance.integer(5, 8), (i) => {
    const top = width * chance.between(0.1, 0.9);
    const foot = top + chance.normal() * width * 0.3;
    const wide = chance.between(60, 170);
    const id = `beam${i}`;
    const tint = hue + chance.pick([0, 40, 90, 200]);
    const light = vertical(id, [hsl(tint, 100, 75, 0.55), hsl(tint, 100, 60, 0.02)]);
    return `<defs>${light}</defs><path d="M${n(top - 7)} -10L${n(top + 7)} -10L${n(foot + wide)} ${n(height)}L${n(foot - wide)} ${n(height)}Z" fill="url(#${id})"/>`;
  });
  return (
    sky(canvas, [hsl(hue, 60, 7), hsl(hue + 20, 70, 18), hsl(hue + 50, 65, 28), hsl(hue, 60, 9)]) +
    bokeh(canvas, 90, [hue, hue + 40, 45, hue + 180], [0.05, 0.65]) +
    beams +
    crowd(canvas, {
      count: 16,
      ground: height * 0.98,
      tall: height * 0.3,
      fill: hsl(hue, 45, 14),
    }) +
    crowd(canvas, { count: 8, ground: height * 1.12, tall: height * 0.47, fill: hsl(hue, 50, 5) }) +
    confetti(canvas, 260) +
    vignette(canvas, 0.5)
  );
};

const candleTable: Scene = (canvas) => {
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

const lakeNight: Scene = (canvas) => {
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

const fireworks: Scene = (canvas) => {
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

const gardenParty: Scene = (canvas) => {
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
  const guests = repeat(11, () =>
    person(canvas, {
      x: width * chance.between(0.04, 0.96),
      ground: lawn + height * chance.between(0.1, 0.3),
      tall: height * chance.between(0.2, 0.26),
      fill: hsl(chance.between(0, 360), 45, chance.between(25, 70)),
    }),
  );
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

/** Every kind of place there is. */
export const SCENES: readonly [Scene, ...Scene[]] = [
  hillsideEvening,
  danceFloor,
  gardenParty,
  candleTable,
  fireworks,
  lakeNight,
];
