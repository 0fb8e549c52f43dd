import { hsl, n, repeat, vertical, type Scene } from './canvas.ts';
import { sky } from './nature.ts';
import { bokeh, confetti, vignette } from './party.ts';
import { crowd } from './people.ts';

/** Beams, confetti and raised arms. */
export const danceFloor: Scene = (canvas) => {
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
