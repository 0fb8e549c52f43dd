import type { FileFormat } from '../outcome.ts';

const MAKE = 0x010f;
const DNG_VERSION = 0xc612;
const MAX_ENTRIES = 512;
/** Maker's name in tag Make → its RAW format. Their plain TIFFs are told apart by extension. */
const RAW_BY_MAKER: readonly [RegExp, FileFormat][] = [
  [/^nikon/iu, 'nef'],
  [/^sony/iu, 'arw'],
  [/^(?:olympus|om digital)/iu, 'orf'],
];
const RAW_BY_EXTENSION: Record<string, FileFormat> = {
  '.nef': 'nef',
  '.nrw': 'nef',
  '.arw': 'arw',
  '.sr2': 'arw',
  '.dng': 'dng',
  '.cr2': 'cr2',
  '.orf': 'orf',
  '.rw2': 'rw2',
  ...Object.fromEntries(
    '.3fr .dcr .erf .fff .iiq .kdc .mef .mos .pef .rwl .srw'
      .split(' ')
      .map((extension) => [extension, 'raw' as const]),
  ),
};

/**
 * Tells the RAW formats that are TIFF inside from one another and from plain TIFF; null where the
 * head is no TIFF at all.
 *
 * @param extension of the file's name, lower case with the dot.
 */
export function identifyTiff(head: Buffer, extension: string): FileFormat | null {
  if (head.length < 8) return null;
  const magic = head.toString('latin1', 0, 4);
  if (magic === 'IIRO' || magic === 'IIRS' || magic === 'MMOR') return 'orf';
  if (magic === 'IIU\0') return 'rw2';
  // BigTIFF (version 43) is never a camera's.
  if (magic === 'II+\0' || magic === 'MM\0+') return 'tiff';
  if (magic !== 'II*\0' && magic !== 'MM\0*') return null;
  if (head.toString('latin1', 8, 10) === 'CR') return 'cr2';
  const { make, isDng } = readFirstDirectory(head, magic === 'II*\0');
  if (isDng) return 'dng';
  if (extension === '.tif' || extension === '.tiff') return 'tiff';
  const maker = RAW_BY_MAKER.find(([pattern]) => pattern.test(make));
  return maker?.[1] ?? RAW_BY_EXTENSION[extension] ?? 'tiff';
}

/** Reads what lies inside `head` of the first image file directory (TIFF 6.0, section 2). */
function readFirstDirectory(head: Buffer, little: boolean): { make: string; isDng: boolean } {
  const found = { make: '', isDng: false };
  const u16 = (at: number) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const u32 = (at: number) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  const directory = u32(4);
  if (directory + 2 > head.length) return found;
  const entries = Math.min(u16(directory), MAX_ENTRIES);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + 12 * index;
    if (at + 12 > head.length) break;
    const tag = u16(at);
    if (tag === DNG_VERSION) found.isDng = true;
    if (tag !== MAKE) continue;
    const length = u32(at + 4);
    const start = length <= 4 ? at + 8 : u32(at + 8);
    found.make = head.toString('latin1', start, Math.min(start + length, head.length));
  }
  return found;
}
