import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { looksAlike } from './likeness.ts';

/** A picture of a few coloured areas; `seed` places them. */
function picture(seed: number, width = 300, height = 200): Sharp {
  const areas = [0, 1, 2, 3].map((n) => {
    const x = ((seed * 71 + n * 97) % 10) * (width / 10);
    const y = ((seed * 37 + n * 53) % 10) * (height / 10);
    return `<circle cx="${x}" cy="${y}" r="${height / 4}" fill="hsl(${n * 90 + seed * 30} 30% ${30 + n * 15}%)"/>`;
  });
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <rect width="100%" height="100%" fill="hsl(${seed * 40} 20% 40%)"/>${areas.join('')}</svg>`,
    ),
  );
}

async function hash(image: Sharp): Promise<string> {
  const { data, info } = await image
    .resize(90, 90, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

describe('two pictures', () => {
  it('are alike when one is the other, brighter and with more contrast', async () => {
    const edited = picture(1).linear(1.2, 12);
    expect(looksAlike(await hash(picture(1)), await hash(edited))).toBe(true);
  });

  it('are alike when one is the other in black and white', async () => {
    // `saturation: 0` rather than `grayscale()`, which would change the number of channels.
    const grey = picture(2).modulate({ saturation: 0 });
    expect(looksAlike(await hash(picture(2)), await hash(grey))).toBe(true);
  });

  it.each([3, 4, 5, 6])('are not alike when they show different things (%i)', async (seed) => {
    expect(looksAlike(await hash(picture(2)), await hash(picture(seed)))).toBe(false);
  });

  it('are not alike when one is upright and the other lies', async () => {
    const upright = picture(1, 200, 300);
    expect(looksAlike(await hash(picture(1)), await hash(upright))).toBe(false);
  });

  it('are not called alike when there is nothing in them to compare', async () => {
    const flat = () =>
      sharp({ create: { width: 30, height: 20, channels: 3, background: '#888' } });
    expect(looksAlike(await hash(flat()), await hash(flat()))).toBe(false);
  });
});
