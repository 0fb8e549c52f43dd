type Triple = readonly [number, number, number];

/** A colour space of three primaries and one curve. */
export interface MatrixSpace {
  description: string;
  /** Red, green and blue in XYZ, adapted to D50. */
  colorants: readonly [Triple, Triple, Triple];
  /** A gamma, or the curve of sRGB. */
  transfer: number | 'srgb';
}

export const SRGB: MatrixSpace = {
  description: 'sRGB',
  colorants: [
    [0.436_07, 0.222_49, 0.013_92],
    [0.385_15, 0.716_87, 0.097_08],
    [0.143_07, 0.060_61, 0.7141],
  ],
  transfer: 'srgb',
};

export const ADOBE_RGB: MatrixSpace = {
  description: 'Compatible with Adobe RGB (1998)',
  colorants: [
    [0.609_74, 0.311_11, 0.019_47],
    [0.205_28, 0.625_67, 0.060_87],
    [0.149_19, 0.063_22, 0.744_57],
  ],
  // 2 + 51/256, as the specification has it.
  transfer: 2.199_218_75,
};

export const DISPLAY_P3: MatrixSpace = {
  description: 'Compatible with Display P3',
  colorants: [
    [0.515_12, 0.2412, -0.001_05],
    [0.291_98, 0.692_25, 0.041_89],
    [0.1571, 0.066_57, 0.784_07],
  ],
  transfer: 'srgb',
};

const D50: Triple = [0.9642, 1, 0.8249];

/** Writes an ICC version 2.1 display profile of three primaries and one curve. */
export function matrixProfile({ description, colorants, transfer }: MatrixSpace): Buffer {
  const curve = curveTag(transfer);
  const [red, green, blue] = colorants.map(xyzTag);
  const tags: [string, Buffer | undefined][] = [
    ['desc', descriptionTag(description)],
    ['cprt', Buffer.from('text\0\0\0\0CC0\0', 'latin1')],
    ['wtpt', xyzTag(D50)],
    ['rXYZ', red],
    ['gXYZ', green],
    ['bXYZ', blue],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags.flatMap(([name, body]) => (body ? [[name, body] as const] : [])));
}

function xyzTag(xyz: Triple): Buffer {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 'latin1');
  xyz.forEach((value, i) => tag.writeInt32BE(Math.round(value * 65_536), 8 + i * 4));
  return tag;
}

/** Samples of sRGB's curve: straight lines between them stay within 0.11 of an 8-bit step. */
const SAMPLES = 64;

function curveTag(transfer: MatrixSpace['transfer']): Buffer {
  const values =
    transfer === 'srgb'
      ? Array.from({ length: SAMPLES }, (_, i) => srgbToLinear(i / (SAMPLES - 1)) * 65_535)
      : [transfer * 256];
  const tag = Buffer.alloc(12 + values.length * 2);
  tag.write('curv', 'latin1');
  tag.writeUInt32BE(values.length, 8);
  values.forEach((value, i) => tag.writeUInt16BE(Math.round(value), 12 + i * 2));
  return tag;
}

function srgbToLinear(x: number): number {
  return x <= 0.040_45 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}

/** Version 2 text description: ASCII, with the empty Unicode and Macintosh parts it must have. */
function descriptionTag(text: string): Buffer {
  const tag = Buffer.alloc(12 + text.length + 1 + 8 + 3 + 67);
  tag.write('desc', 'latin1');
  tag.writeUInt32BE(text.length + 1, 8);
  tag.write(text, 12, 'latin1');
  return tag;
}

function assemble(tags: (readonly [string, Buffer])[]): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02_10_00_00, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  xyzTag(D50).copy(header, 68, 8);

  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let end = header.length + table.length;
  tags.forEach(([name, body], i) => {
    let offset = placed.get(body);
    if (offset === undefined) {
      offset = end;
      placed.set(body, offset);
      // Every tag starts on a multiple of four.
      const padded = Buffer.alloc(Math.ceil(body.length / 4) * 4);
      body.copy(padded);
      bodies.push(padded);
      end += padded.length;
    }
    table.write(name, 4 + i * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + i * 12);
    table.writeUInt32BE(body.length, 12 + i * 12);
  });
  header.writeUInt32BE(end, 0);
  return Buffer.concat([header, table, ...bodies]);
}
