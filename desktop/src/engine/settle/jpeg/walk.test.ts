import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cameraPhotograph,
  cameraSamples,
  plainFrame,
  progressive,
  scanStart,
  withSegment,
  zeroed,
} from '../testing/pictures.ts';
import { tinyJpeg } from '../testing/tiny-jpeg.ts';
import { endsLikeTrailer, walkJpeg } from './walk.ts';

let photograph: Buffer;
let steps: Buffer;

beforeAll(async () => {
  photograph = await cameraPhotograph(1);
  steps = await progressive(photograph);
});

describe('a photograph that is all there', () => {
  it('is whole, up to its own end and not that of its thumbnail', () => {
    const thumbnailEnd = photograph.indexOf(Buffer.from([0xff, 0xd9]));
    expect(thumbnailEnd).toBeLessThan(scanStart(photograph));
    expect(walkJpeg(photograph)).toMatchObject({
      kind: 'whole',
      end: photograph.length,
      trailer: 'none',
      doubtful: false,
    });
  });

  it('is whole when it is progressive, with all its scans', () => {
    expect(walkJpeg(steps)).toMatchObject({ kind: 'whole', end: steps.length, trailer: 'none' });
  });

  it('is whole with zeros in its maker notes', () => {
    const padded = withSegment(photograph, 0xe1, Buffer.alloc(60_000));
    expect(walkJpeg(padded)).toMatchObject({ kind: 'whole', trailer: 'none', doubtful: false });
  });

  it('is whole with a comment, fill bytes and a few stray bytes between its segments', () => {
    const odd = Buffer.concat([
      photograph.subarray(0, 2),
      Buffer.from([0xff, 0xff, 0xff, 0xfe, 0, 4, 0x68, 0x69, 0, 0, 7]),
      photograph.subarray(2),
    ]);
    expect(walkJpeg(odd).kind).toBe('whole');
  });

  it.each(['white', 'black', '#7f9f5f'])('is whole when it is nothing but %s', async (colour) => {
    const frame = await plainFrame(colour);
    const verdict = walkJpeg(frame);
    expect(verdict).toMatchObject({ kind: 'whole', doubtful: false });
    expect(verdict.kind === 'whole' && verdict.scans.some(({ suspect }) => suspect)).toBe(true);
  });
});

describe('a photograph that is not all there', () => {
  it('is refused wherever it was cut', () => {
    for (const source of [photograph, steps]) {
      for (let length = 0; length < source.length; length += 997) {
        expect(walkJpeg(source.subarray(0, length)).kind, `${length}`).not.toBe('whole');
      }
      expect(walkJpeg(source.subarray(0, -1)).kind).toBe('cut');
    }
  });

  it('is refused with its tail still zeros, and the zeros are named', () => {
    const from = scanStart(photograph) + 50_000;
    const verdict = walkJpeg(zeroed(photograph, from, photograph.length));
    expect(verdict).toMatchObject({ kind: 'hole' });
    expect(verdict.kind === 'hole' && verdict.at).toBeLessThanOrEqual(from);
  });

  it.each([4096, 65_536, 512])('is refused with a hole of %i bytes in its picture', (size) => {
    const start = scanStart(photograph);
    for (let at = start; at + size < photograph.length; at += 20_011) {
      expect(walkJpeg(zeroed(photograph, at, size)).kind, `at ${at}`).toBe('hole');
    }
  });

  it('is refused with a hole in a scan of a progressive picture', () => {
    const start = scanStart(steps);
    for (let at = start; at + 8192 < steps.length; at += 8192) {
      const verdict = walkJpeg(zeroed(steps, at, 8192));
      const named = verdict.kind === 'whole' ? verdict.doubtful || verdict.scans.length > 0 : true;
      expect(named, `at ${at}`).toBe(true);
    }
    const middle = zeroed(steps, Math.floor(steps.length * 0.7), 8192);
    expect(walkJpeg(middle).kind).toBe('hole');
  });

  it('is refused with a hole in its tables', () => {
    const tables = photograph.lastIndexOf(Buffer.from([0xff, 0xdb]));
    expect(walkJpeg(zeroed(photograph, tables, 4096)).kind).toBe('hole');
    expect(walkJpeg(zeroed(photograph, tables + 5, 40)).kind).toBe('malformed');
  });

  it('is refused with no picture in it', () => {
    expect(walkJpeg(Buffer.from([0xff, 0xd8, 0xff, 0xd9])).kind).toBe('malformed');
    expect(walkJpeg(Buffer.from([0xff, 0xd8])).kind).toBe('cut');
    expect(walkJpeg(Buffer.alloc(0)).kind).toBe('cut');
  });

  it('is refused where a size of nothing is written in it', () => {
    const frame = photograph.lastIndexOf(Buffer.from([0xff, 0xc0]));
    expect(walkJpeg(zeroed(photograph, frame + 5, 4)).kind).toBe('malformed');
  });
});

describe('a photograph with restart markers', () => {
  const tones = Array.from({ length: 4000 }, (_, block) => ((block * 7919) % 1800) - 900);
  const jpeg = tinyJpeg(80, tones, 40);

  it('is whole with all of them', async () => {
    expect(walkJpeg(jpeg)).toMatchObject({ kind: 'whole', trailer: 'none' });
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 640, height: 400 });
  });

  it('is refused when a part between two of them is missing', () => {
    const first = jpeg.indexOf(Buffer.from([0xff, 0xd1]));
    const third = jpeg.indexOf(Buffer.from([0xff, 0xd3]));
    const short = Buffer.concat([jpeg.subarray(0, first), jpeg.subarray(third)]);
    expect(walkJpeg(short).kind).toBe('malformed');
  });

  it('is refused when its last rows are missing', () => {
    const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xd2]));
    const short = Buffer.concat([jpeg.subarray(0, last), Buffer.from([0xff, 0xd9])]);
    expect(walkJpeg(short).kind).toBe('malformed');
  });

  it('is refused with a small hole over one of them', () => {
    const marker = jpeg.indexOf(Buffer.from([0xff, 0xd4]), jpeg.length / 2);
    expect(walkJpeg(zeroed(jpeg, marker - 50, 100)).kind).toBe('malformed');
  });
});

describe('what follows the picture', () => {
  const after = (bytes: Buffer) => walkJpeg(Buffer.concat([photograph, bytes]));

  it('is accounted for when it is Samsung’s trailer or ends like a picture', () => {
    expect(after(Buffer.from('\0\0data\0SEFT', 'latin1'))).toMatchObject({ trailer: 'accounted' });
    expect(after(photograph)).toMatchObject({ trailer: 'accounted', end: photograph.length });
  });

  it('is unknown when it is a film, zeros or anything else', () => {
    expect(after(Buffer.alloc(5000))).toMatchObject({ kind: 'whole', trailer: 'unknown' });
    expect(after(Buffer.from('\0\0\0\x18ftypmp42moov'))).toMatchObject({ trailer: 'unknown' });
  });

  it('is accounted for as soon as all pictures of the list are there', () => {
    const preview = Buffer.alloc(3000, 7);
    const listed = withPictureList(photograph, preview.length);
    const padding = Buffer.alloc(2000);
    const all = Buffer.concat([listed, preview, padding]);
    expect(walkJpeg(all)).toMatchObject({ kind: 'whole', trailer: 'accounted' });
    expect(walkJpeg(all.subarray(0, listed.length + 100))).toMatchObject({ trailer: 'unknown' });
  });

  it('is recognised by its last bytes', () => {
    expect(endsLikeTrailer(photograph.subarray(-64))).toBe(true);
    expect(endsLikeTrailer(photograph.subarray(0, -1))).toBe(false);
    expect(endsLikeTrailer(Buffer.alloc(0))).toBe(false);
  });
});

it.for(cameraSamples(/\.jpg$/u))(
  'a real camera’s file, $name, is whole, and neither cut nor with a hole',
  ({ bytes }) => {
    expect(walkJpeg(bytes)).toMatchObject({ kind: 'whole', doubtful: false });
    for (let part = 1; part <= 10; part += 1) {
      const length = Math.floor((bytes.length * part) / 10.01);
      expect(walkJpeg(bytes.subarray(0, length)).kind, `cut at ${length}`).not.toBe('whole');
    }
    const start = scanStart(bytes);
    for (const size of [4096, 65_536, 400_000]) {
      for (let place = 0; place < 10; place += 1) {
        const at = start + Math.floor(((bytes.length - start - size - 80) * place) / 9);
        expect(walkJpeg(zeroed(bytes, at, size)).kind, `${size} at ${at}`).toBe('hole');
      }
    }
  },
);

/** Adds a list of pictures (CIPA DC-007) that says: one more, so long, right behind the first. */
function withPictureList(jpeg: Buffer, previewLength: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4 + 32);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0xb002, 10);
  tiff.writeUInt16BE(7, 12);
  tiff.writeUInt32BE(32, 14);
  tiff.writeUInt32BE(26, 18);
  const total = jpeg.length + 4 + 4 + tiff.length;
  tiff.writeUInt32BE(total, 26 + 4);
  tiff.writeUInt32BE(previewLength, 26 + 16 + 4);
  // Offsets count from the TIFF header, which stands behind SOI, marker, length and `MPF\0`.
  tiff.writeUInt32BE(total - 10, 26 + 16 + 8);
  return withSegment(jpeg, 0xe2, Buffer.concat([Buffer.from('MPF\0', 'latin1'), tiff]));
}
