import type { Buffer as Bytes } from 'node:buffer';

/*
 * Just enough of ICC.1 to tell sRGB from everything else, and to make up a profile for pictures
 * that only say which colour space they are in. Conversions themselves are left to Little CMS.
 */

type Curve = (x: number) => number;
type Triple = readonly [number, number, number];

/** Colorants of sRGB, adapted to the profile connection space's D50 white. */
const SRGB_COLORANTS: readonly Triple[] = [
  [0.4361, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
];
const COLORANT_TOLERANCE = 0.002;
/** One step of an 8-bit picture. */
const CURVE_TOLERANCE = 1 / 255;

/** Whether a profile describes sRGB, whoever wrote it: by its primaries and curves, not its name. */
export function isSrgbProfile(profile: Bytes): boolean {
  const tags = readTags(profile);
  // A lookup table may say anything, and goes before the matrix.
  if (!tags || tags.has('A2B0')) return false;
  const colorants = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => readXyz(tags.get(name)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((name) => readCurve(tags.get(name)));
  return (
    colorants.every((xyz, i) => xyz !== undefined && isClose(xyz, SRGB_COLORANTS[i])) &&
    curves.every((curve) => curve !== undefined && isSrgbCurve(curve))
  );
}

function readTags(profile: Bytes): Map<string, Bytes> | undefined {
  if (profile.length < 132 || profile.toString('latin1', 36, 40) !== 'acsp') return undefined;
  if (profile.toString('latin1', 16, 20) !== 'RGB ') return undefined;
  const count = Math.min(profile.readUInt32BE(128), Math.floor((profile.length - 132) / 12));
  const tags = new Map<string, Bytes>();
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12;
    const offset = profile.readUInt32BE(at + 4);
    const size = profile.readUInt32BE(at + 8);
    if (offset + size > profile.length) return undefined;
    tags.set(profile.toString('latin1', at, at + 4), profile.subarray(offset, offset + size));
  }
  return tags;
}

const fixed = (tag: Bytes, at: number) => tag.readInt32BE(at) / 65_536;

function readXyz(tag: Bytes | undefined): Triple | undefined {
  if (!tag || tag.length < 20) return undefined;
  return [fixed(tag, 8), fixed(tag, 12), fixed(tag, 16)];
}

function isClose(xyz: Triple, expected: Triple | undefined): boolean {
  return xyz.every((value, i) => Math.abs(value - (expected?.[i] ?? 0)) <= COLORANT_TOLERANCE);
}

function readCurve(tag: Bytes | undefined): Curve | undefined {
  if (!tag || tag.length < 12) return undefined;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return readSampledCurve(tag);
  return type === 'para' ? readParametricCurve(tag) : undefined;
}

function readSampledCurve(tag: Bytes): Curve | undefined {
  const count = tag.readUInt32BE(8);
  if (count === 0) return (x) => x;
  if (tag.length < 12 + count * 2) return undefined;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (x) => x ** gamma;
  }
  return (x) => {
    const position = x * (count - 1);
    const left = Math.min(Math.floor(position), count - 2);
    const low = tag.readUInt16BE(12 + left * 2);
    const high = tag.readUInt16BE(14 + left * 2);
    return (low + (high - low) * (position - left)) / 65_535;
  };
}

/** ICC.1:2010, 10.16: the function types that describe sRGB-like curves (0 and 3). */
function readParametricCurve(tag: Bytes): Curve | undefined {
  const kind = tag.readUInt16BE(8);
  const parameters = kind === 0 ? 1 : kind === 3 ? 5 : undefined;
  if (parameters === undefined || tag.length < 12 + parameters * 4) return undefined;
  const gamma = fixed(tag, 12);
  if (kind === 0) return (x) => x ** gamma;
  const [a, b, c, d] = [fixed(tag, 16), fixed(tag, 20), fixed(tag, 24), fixed(tag, 28)];
  return (x) => (x >= d ? (a * x + b) ** gamma : c * x);
}

function isSrgbCurve(curve: Curve): boolean {
  for (let step = 1; step < 32; step++) {
    const x = step / 32;
    const linear = Math.max(0, curve(x));
    const encoded = linear <= 0.003_130_8 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
    if (!(Math.abs(encoded - x) <= CURVE_TOLERANCE)) return false;
  }
  return true;
}

/** A matrix profile compatible with Adobe RGB (1998), for pictures that only name it. */
export function adobeRgbProfile(): Bytes {
  return matrixProfile({
    description: 'Compatible with Adobe RGB (1998)',
    colorants: [
      [0.609_74, 0.311_11, 0.019_47],
      [0.205_28, 0.625_67, 0.060_87],
      [0.149_19, 0.063_22, 0.744_57],
    ],
    // 2 + 51/256, as the specification has it.
    gamma: 2.199_218_75,
  });
}

interface MatrixSpace {
  description: string;
  /** Red, green and blue in XYZ, adapted to D50. */
  colorants: readonly [Triple, Triple, Triple];
  gamma: number;
}

const D50: Triple = [0.9642, 1, 0.8249];

/** Writes an ICC version 2.1 display profile of three colorants and one gamma. */
export function matrixProfile({ description, colorants, gamma }: MatrixSpace): Bytes {
  const curve = curveTag(gamma);
  const [red, green, blue] = colorants.map(xyzTag);
  const tags: [string, Bytes | undefined][] = [
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

function xyzTag(xyz: Triple): Bytes {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 'latin1');
  xyz.forEach((value, i) => tag.writeInt32BE(Math.round(value * 65_536), 8 + i * 4));
  return tag;
}

function curveTag(gamma: number): Bytes {
  const tag = Buffer.alloc(14);
  tag.write('curv', 'latin1');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt16BE(Math.round(gamma * 256), 12);
  return tag;
}

/** Version 2 text description: ASCII, with the empty Unicode and Macintosh parts it must have. */
function descriptionTag(text: string): Bytes {
  const tag = Buffer.alloc(12 + text.length + 1 + 8 + 3 + 67);
  tag.write('desc', 'latin1');
  tag.writeUInt32BE(text.length + 1, 8);
  tag.write(text, 12, 'latin1');
  return tag;
}

function assemble(tags: (readonly [string, Bytes])[]): Bytes {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02_10_00_00, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  xyzTag(D50).copy(header, 68, 8);

  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Bytes[] = [];
  const placed = new Map<Bytes, number>();
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
