import { findBox } from './boxes.ts';
import { readItems, readPrimary, readProperties, type Extent, type Item } from './items.ts';

/** What the structure of a HEIF file says (ISO/IEC 23008-12). */
export interface Heif {
  /** How its pictures are coded. */
  coding: 'hevc' | 'av1' | 'other';
  /** Where the coded pictures lie in the file. */
  coded: Extent[];
  /** The TIFF structure of its EXIF. */
  exif: Buffer | undefined;
  xmp: Buffer | undefined;
  colour: HeifColour;
}

export interface HeifColour {
  profile: Buffer | null;
  /** Numbers of ITU-T H.273 where there is no profile. */
  nclx: { primaries: number; transfer: number } | null;
}

const CODINGS: Record<string, Heif['coding']> = { hvc1: 'hevc', hev1: 'hevc', av01: 'av1' };

/** Null where it is no HEIF file or its description is damaged. */
export function readHeif(bytes: Buffer): Heif | null {
  const meta = findBox(bytes, 'meta')?.subarray(4);
  if (meta === undefined) return null;
  try {
    const items = readItems(meta);
    const pictures = items.filter(({ type }) => CODINGS[type] !== undefined);
    const primary = readPrimary(meta);
    return {
      coding: CODINGS[pictures[0]?.type ?? ''] ?? 'other',
      coded: pictures.flatMap(({ extents }) => extents),
      exif: exifOf(bytes, items),
      xmp: bytesOf(
        bytes,
        items.find(({ type }) => type === 'mime'),
      ),
      colour: readColour(primary === undefined ? [] : readProperties(meta, primary)),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function bytesOf(bytes: Buffer, item: Item | undefined): Buffer | undefined {
  const parts = item?.extents.map(({ start, end }) => bytes.subarray(start, end));
  return parts === undefined || parts.length === 0 ? undefined : Buffer.concat(parts);
}

/** Its first number says how many bytes stand before the TIFF structure. */
function exifOf(bytes: Buffer, items: Item[]): Buffer | undefined {
  const item = bytesOf(
    bytes,
    items.find(({ type }) => type === 'Exif'),
  );
  return item?.subarray(4 + item.readUInt32BE(0));
}

function readColour(properties: { type: string; body: Buffer }[]): HeifColour {
  const colour: HeifColour = { profile: null, nclx: null };
  for (const { type, body } of properties) {
    if (type !== 'colr') continue;
    const kind = body.toString('latin1', 0, 4);
    if (kind === 'prof' || kind === 'rICC') colour.profile ??= body.subarray(4);
    if (kind === 'nclx') {
      colour.nclx ??= { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
    }
  }
  return colour;
}
