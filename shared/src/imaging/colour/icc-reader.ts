/*
 * Just enough of ICC.1 to tell sRGB from everything else. Conversions are left to Little CMS.
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

/** Whether bytes are an ICC profile at all; a damaged one is worth nothing. */
export function isProfile(bytes: Buffer): boolean {
  return bytes.length >= 132 && bytes.toString('latin1', 36, 40) === 'acsp';
}

/** Whether a profile describes sRGB, whoever wrote it: by its primaries and curves, not its name. */
export function isSrgbProfile(profile: Buffer): boolean {
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

function readTags(profile: Buffer): Map<string, Buffer> | undefined {
  if (!isProfile(profile) || profile.toString('latin1', 16, 20) !== 'RGB ') return undefined;
  const count = Math.min(profile.readUInt32BE(128), Math.floor((profile.length - 132) / 12));
  const tags = new Map<string, Buffer>();
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12;
    const offset = profile.readUInt32BE(at + 4);
    const size = profile.readUInt32BE(at + 8);
    if (offset + size > profile.length) return undefined;
    tags.set(profile.toString('latin1', at, at + 4), profile.subarray(offset, offset + size));
  }
  return tags;
}

const fixed = (tag: Buffer, at: number) => tag.readInt32BE(at) / 65_536;

function readXyz(tag: Buffer | undefined): Triple | undefined {
  if (!tag || tag.length < 20) return undefined;
  return [fixed(tag, 8), fixed(tag, 12), fixed(tag, 16)];
}

function isClose(xyz: Triple, expected: Triple | undefined): boolean {
  return xyz.every((value, i) => Math.abs(value - (expected?.[i] ?? 0)) <= COLORANT_TOLERANCE);
}

function readCurve(tag: Buffer | undefined): Curve | undefined {
  if (!tag || tag.length < 12) return undefined;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return readSampledCurve(tag);
  return type === 'para' ? readParametricCurve(tag) : undefined;
}

function readSampledCurve(tag: Buffer): Curve | undefined {
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
function readParametricCurve(tag: Buffer): Curve | undefined {
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
