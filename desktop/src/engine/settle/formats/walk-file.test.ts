import { asRawFile, phonePhotograph } from '@picture-live/shared/photographs';
import { readHeif } from '@picture-live/shared/imaging';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PublishableFormat } from '../outcome.ts';
import { cameraPhotograph, zeroed } from '../testing/pictures.ts';
import { walkFile } from './walk-file.ts';

/** A whole file of each format. */
let files: Map<PublishableFormat, Buffer>;
let small: Buffer;

beforeAll(async () => {
  const photograph = await cameraPhotograph(31, 2000, 1400);
  small = await cameraPhotograph(32, 640, 480);
  const picture = sharp(small);
  const tiff = asRawFile(photograph, 'tiff');
  files = new Map<PublishableFormat, Buffer>([
    ['jpeg', photograph],
    ['heif', await phonePhotograph()],
    ['png', await picture.clone().png().toBuffer()],
    ['webp', await picture.clone().webp().toBuffer()],
    ['tiff', await picture.clone().tiff({ compression: 'lzw' }).toBuffer()],
    ['nef', tiff],
    ['dng', tiff],
    ['raw', tiff],
    ['cr3', asRawFile(photograph, 'cr3')],
    ['raf', asRawFile(photograph, 'raf')],
  ]);
});

const FORMATS = [
  'jpeg',
  'heif',
  'png',
  'webp',
  'tiff',
  'nef',
  'dng',
  'raw',
  'cr3',
  'raf',
] as const satisfies PublishableFormat[];
const fileOf = (format: PublishableFormat): Buffer => files.get(format) ?? Buffer.alloc(0);

describe.each(FORMATS)('a file of format %s', (format) => {
  it('is whole as it is', () => {
    expect(walkFile(fileOf(format), format)).toMatchObject({ kind: 'whole', doubtful: false });
  });

  it('is not whole wherever it is cut', () => {
    const bytes = fileOf(format);
    for (let part = 1; part < 40; part += 1) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 40));
      expect(walkFile(cut, format).kind, `${part}/40`).not.toBe('whole');
    }
    expect(walkFile(bytes.subarray(0, -1), format).kind).not.toBe('whole');
  });

  it('is not whole with zeros in its picture', () => {
    const bytes = fileOf(format);
    const [coded] = format === 'heif' ? (readHeif(bytes)?.coded ?? []) : [];
    const at = coded === undefined ? Math.floor(bytes.length * 0.6) : coded.start + 300;
    const torn = walkFile(zeroed(bytes, at, coded === undefined ? 8192 : 64), format);
    // A TIFF is decoded as it is; its decoder finds what is wrong with its strips.
    if (format !== 'tiff') expect(torn.kind).not.toBe('whole');
  });

  it('survives any damage', () => {
    const bytes = fileOf(format);
    for (let at = 0; at < Math.min(bytes.length, 1200); at += 1) {
      const damaged = Buffer.from(bytes.subarray(0, 60_000));
      damaged[at] = 0xff;
      expect(walkFile(damaged, format).kind).toBeTypeOf('string');
    }
  });
});

describe('notes', () => {
  const packet = '<?xpacket begin=""?><x:xmpmeta><rdf:RDF/></x:xmpmeta>';
  it.each([
    ['whole', `${packet}\n${' '.repeat(2000)}<?xpacket end="w"?>`],
    ['whole', `${packet}\n`],
    ['whole', '<rdf:RDF></rdf:RDF>'],
    ['cut', packet.slice(0, -1)],
    ['cut', '<x:xmpmeta>'],
    ['hole', `${packet}\0\0`],
  ])('are %s: %j', (kind, text) => {
    expect(walkFile(Buffer.from(text), 'xmp').kind).toBe(kind);
  });
});

describe('the picture of a RAW file', () => {
  it.each(['nef', 'cr3'] as const)('is the JPEG in it (%s)', async (format) => {
    const verdict = walkFile(fileOf(format), format);
    const picture = verdict.kind === 'whole' ? verdict.picture : Buffer.alloc(0);
    expect(await sharp(picture).metadata()).toMatchObject({ width: 2000, height: 1400 });
  });

  it('is the largest one that is in it', () => {
    const raw = Buffer.concat([asRawFile(fileOf('jpeg'), 'tiff'), small]);
    expect(walkFile(raw, 'nef')).toMatchObject({ kind: 'whole' });
    const verdict = walkFile(raw, 'nef');
    expect(verdict.kind === 'whole' && verdict.picture.length).toBeGreaterThan(small.length);
  });

  it('is not published where it is too small for a screen', () => {
    expect(walkFile(asRawFile(small, 'tiff'), 'nef')).toEqual({
      kind: 'no_preview',
      largest: { width: 640, height: 480 },
    });
  });

  it('is waited for where zeros stand in its place', () => {
    const raw = fileOf('nef');
    const empty = zeroed(raw, 40_000, raw.length);
    expect(walkFile(empty, 'nef')).toMatchObject({ kind: 'hole' });
  });

  it('is not a smaller one while the largest is torn', () => {
    const raw = Buffer.concat([small, asRawFile(fileOf('jpeg'), 'tiff')]);
    expect(walkFile(zeroed(raw, raw.length - 200_000, 5000), 'raf').kind).not.toBe('whole');
  });
});

describe('a file that is being written in its full size', () => {
  // From which sixth on there is picture: before it lie descriptions and what stands for sensor data.
  it.each<[PublishableFormat, number]>([
    ['jpeg', 0],
    ['png', 0],
    ['webp', 0],
    ['nef', 1],
    ['cr3', 1],
    ['raf', 1],
  ])('is not whole before its last piece is there (%s)', (format, first) => {
    const bytes = fileOf(format);
    for (let piece = first; piece < 6; piece += 1) {
      const at = Math.floor((bytes.length * piece) / 6);
      const missing = zeroed(bytes, at, Math.ceil(bytes.length / 6));
      expect(walkFile(missing, format).kind, `piece ${piece}`).not.toBe('whole');
    }
  });
});
