import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { chanceOf } from '../photographs/chance.ts';
import { ascii, exifPayload, short } from '../photographs/exif-writer.ts';
import { matrixProfile, DISPLAY_P3 } from './colour/icc-writer.ts';
import { exifBody, xmpBody } from './credit/credit-segments.ts';
import { develop, proveMetadata } from './index.ts';
import { MARKER, segment } from './jpeg/segments.ts';
import {
  fieldsJpeg,
  plainJpeg,
  profileSegments,
  QUARTERS,
  withSegments,
} from './testing/pictures.ts';

const CREDIT = { artist: 'Jané', copyright: '© Jané & Co' };
const source = await fieldsJpeg(QUARTERS);
const { renditions } = await develop(source, { ...DEFAULT_RECIPE, ...CREDIT });
const finished = renditions.thumb.bytes;
const bare = await sharp(source).jpeg({ optimiseCoding: false }).toBuffer();
const app1 = (body: Buffer) => segment(MARKER.app1, body);
const exif = exifBody(CREDIT);
const xmp = xmpBody(CREDIT);

/** The finished rendition with one piece of it exchanged for another. */
function exchanged(piece: Buffer, other: Buffer): Buffer {
  const at = finished.indexOf(piece);
  if (at === -1) throw new Error('The piece is not in the rendition.');
  return Buffer.concat([finished.subarray(0, at), other, finished.subarray(at + piece.length)]);
}

describe('a finished rendition', () => {
  it('is proven, with its size and credit', () => {
    expect(proveMetadata(finished)).toEqual({ ok: true, width: 400, height: 267, ...CREDIT });
  });

  it('may be without credit, or say it in EXIF or XMP alone', () => {
    const none = { ok: true, artist: null, copyright: null };
    expect(proveMetadata(bare)).toMatchObject(none);
    expect(proveMetadata(exchanged(app1(xmp), Buffer.alloc(0)))).toMatchObject(CREDIT);
    expect(proveMetadata(exchanged(app1(exif), Buffer.alloc(0)))).toMatchObject(CREDIT);
  });

  it('may be progressive', async () => {
    const progressive = await sharp(source).jpeg({ progressive: true }).toBuffer();
    expect(proveMetadata(progressive)).toMatchObject({ ok: true, width: 600, height: 400 });
  });
});

describe('what else is in the bytes is found', () => {
  const exifWith = (tags: Parameters<typeof exifPayload>[0], thumbnail?: Buffer) =>
    exchanged(app1(exif), app1(exifPayload(tags, thumbnail)));
  const jfif = finished.subarray(2, 20);

  it.each([
    ['a comment', 'COM', withSegments(bare, segment(0xfe, Buffer.from('hello')))],
    ['IPTC', 'APP13', withSegments(bare, segment(0xed, Buffer.from('Photoshop 3.0\0')))],
    ['an index of more pictures', 'APP2', withSegments(bare, segment(0xe2, Buffer.from('MPF\0')))],
    [
      'a foreign profile',
      'APP2',
      withSegments(bare, ...profileSegments(matrixProfile(DISPLAY_P3))),
    ],
    [
      'another APP1',
      'APP1',
      withSegments(bare, app1(Buffer.from('http://ns.adobe.com/xmp/extension/\0'))),
    ],
    ['GPS in EXIF', 'EXIF', exifWith({ 0x8825: { type: 'directory', tags: { 1: ascii('N') } } })],
    ['an orientation in EXIF', 'EXIF', exifWith({ 0x0112: short(1), 0x013b: ascii('Jané') })],
    ['an EXIF thumbnail', 'EXIF', exifWith({ 0x013b: ascii('Jané') }, Buffer.from('thumbnail'))],
    [
      'bytes behind EXIF’s values',
      'EXIF',
      exchanged(app1(exif), app1(Buffer.concat([exif, Buffer.from('secret')]))),
    ],
    [
      'bytes inside EXIF’s artist',
      'EXIF',
      exifWith({ 0x013b: ascii('Jané\0secret'), 0x8298: ascii('© Jané & Co') }),
    ],
    ['a control character in EXIF', 'EXIF', exifWith({ 0x013b: ascii('Jan\u0007') })],
    [
      'an artist without end',
      'EXIF',
      exchanged(app1(exif), app1(exifBody({ artist: 'x'.repeat(201), copyright: null }))),
    ],
    [
      'a comment in XMP',
      'XMP',
      exchanged(
        xmp.subarray(-20),
        Buffer.concat([Buffer.from('<!---->'), xmp.subarray(-20)]).subarray(0, 20),
      ),
    ],
    [
      'two credits that differ',
      'XMP',
      exchanged(app1(xmp), app1(xmpBody({ ...CREDIT, artist: 'Other' }))),
    ],
    ['EXIF twice', 'EXIF', exchanged(app1(exif), Buffer.concat([app1(exif), app1(exif)]))],
    ['bytes behind the end', 'trailer', Buffer.concat([finished, Buffer.from([0])])],
    ['a second picture', 'trailer', Buffer.concat([finished, finished])],
    [
      'a JFIF thumbnail',
      'APP0',
      exchanged(
        jfif,
        segment(MARKER.app0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01\0\0\0', 'latin1')),
      ),
    ],
    ['a second JFIF header', 'APP0', exchanged(jfif, Buffer.concat([jfif, jfif]))],
    [
      'metadata behind the pixels',
      'APP1',
      Buffer.concat([finished.subarray(0, -2), app1(exif), finished.subarray(-2)]),
    ],
    [
      'bytes between segments',
      'data',
      exchanged(jfif, Buffer.concat([jfif, Buffer.from('secret')])),
    ],
    ['no JPEG at all', 'SOI', Buffer.from('<svg onload="alert(1)"/>')],
    ['nothing', 'SOI', Buffer.alloc(0)],
    ['no pixels', 'SOF', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['no end', 'EOI', finished.subarray(0, -2)],
  ])('%s', (_, tag, bytes) => {
    expect(proveMetadata(bytes)).toMatchObject({ ok: false, tag });
  });

  it('in tables that hold more than tables', () => {
    const at = finished.indexOf(Buffer.from([0xff, MARKER.dqt]));
    const length = finished.readUInt16BE(at + 2);
    const table = finished.subarray(at, at + 2 + length);
    const stuffed = segment(
      MARKER.dqt,
      Buffer.concat([table.subarray(4), Buffer.from('\x00secret')]),
    );
    expect(proveMetadata(exchanged(table, stuffed))).toMatchObject({ ok: false, tag: '0xdb' });
  });

  it('in a second frame', () => {
    const at = finished.indexOf(Buffer.from([0xff, 0xc0]));
    const frame = finished.subarray(at, at + 2 + finished.readUInt16BE(at + 2));
    expect(proveMetadata(exchanged(frame, Buffer.concat([frame, frame])))).toMatchObject({
      ok: false,
      tag: 'SOF',
    });
  });
});

describe('hostile bytes', () => {
  it('never break the proof, and no mutation smuggles a credit past it', async () => {
    const chance = chanceOf(7);
    const small = (
      await develop(await plainJpeg([90, 90, 90], 64, 48), { ...DEFAULT_RECIPE, ...CREDIT })
    ).renditions.thumb.bytes;
    for (let round = 0; round < 6_000; round++) {
      let bytes = Buffer.from(small);
      for (let change = chance.integer(1, 6); change > 0; change--) {
        const at = chance.integer(0, bytes.length - 1);
        const kind = chance.integer(0, 3);
        if (kind === 0) bytes.writeUInt8(chance.integer(0, 255), at);
        else if (kind === 1) bytes = Buffer.from(bytes.subarray(0, Math.max(1, at)));
        else if (kind === 2) bytes.fill(0xff, at, Math.min(bytes.length, at + 3));
        else
          bytes = Buffer.concat([
            bytes.subarray(0, at),
            bytes.subarray(chance.integer(0, bytes.length)),
          ]);
        if (bytes.length === 0) break;
      }
      const proof = proveMetadata(bytes);
      if (proof.ok) {
        expect(bytes.length).toBeLessThanOrEqual(small.length * 7);
        expect(proof.width * proof.height).toBeGreaterThan(0);
      }
    }
  });

  it('are read once, however they are made', () => {
    const head = finished.subarray(0, finished.length - 2);
    for (const filler of [[0xff, 0], [0xff, 0xff], [0xff, 0xd0], [0xff], [0]]) {
      const long = Buffer.concat([head, Buffer.alloc(4_000_000, Buffer.from(filler))]);
      expect(proveMetadata(long).ok).toBe(false);
    }
    const manySegments = Buffer.alloc(65_536 * 4, segment(MARKER.dri, Buffer.alloc(2)));
    expect(proveMetadata(withSegments(bare, manySegments)).ok).toBe(false);
  });
});
