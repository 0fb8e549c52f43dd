import {
  ADOBE_RGB,
  DISPLAY_P3,
  matrixProfile,
  type MatrixSpace,
} from '../imaging/colour/icc-writer.ts';
import type { RawPicture } from '../imaging/raw-picture.ts';

/** What the pixels of a photograph mean. */
export type ColourSpace = 'srgb' | 'display-p3' | 'adobe-rgb';

/** Linear sRGB to the linear primaries of each space (both with the white of D65). */
const FROM_LINEAR_SRGB = {
  'display-p3': [0.8225, 0.1774, 0, 0.0332, 0.9669, 0, 0.0171, 0.0724, 0.9108],
  'adobe-rgb': [0.7152, 0.2848, 0, 0, 1, 0, 0, 0.0412, 0.9588],
} as const;

const SPACES: Record<Exclude<ColourSpace, 'srgb'>, MatrixSpace> = {
  'display-p3': DISPLAY_P3,
  'adobe-rgb': ADOBE_RGB,
};

/** The profile that a file in this space embeds; Adobe RGB files of cameras embed none. */
export function profileOf(space: ColourSpace): Buffer | null {
  return space === 'display-p3' ? matrixProfile(SPACES[space]) : null;
}

const LINEAR = Float64Array.from({ length: 256 }, (_, i) => {
  const x = i / 255;
  return x <= 0.040_45 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
});

/** The same picture with its pixels written for another space. */
export function inColourSpace(picture: RawPicture, space: ColourSpace): RawPicture {
  if (space === 'srgb') return picture;
  const m = FROM_LINEAR_SRGB[space];
  const { transfer } = SPACES[space];
  const encode = Uint8Array.from({ length: 4_097 }, (_, i) => {
    const x = i / 4_096;
    if (transfer !== 'srgb') return Math.round(x ** (1 / transfer) * 255);
    return Math.round((x <= 0.003_130_8 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055) * 255);
  });
  const linear = (at: number) => LINEAR[picture.data[at] ?? 0] ?? 0;
  const data = Buffer.alloc(picture.data.length);
  for (let i = 0; i + 2 < data.length; i += 3) {
    const [r, g, b] = [linear(i), linear(i + 1), linear(i + 2)];
    for (let row = 0; row < 3; row++) {
      const at = row * 3;
      const light = (m[at] ?? 0) * r + (m[at + 1] ?? 0) * g + (m[at + 2] ?? 0) * b;
      data[i + row] = encode[Math.round(Math.min(1, Math.max(0, light)) * 4_096)] ?? 0;
    }
  }
  return { ...picture, data };
}
