import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exifr from 'exifr';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, type Recipe } from '../domain/index.ts';
import { makePhotograph } from '../photographs/index.ts';
import type { Tags } from '../photographs/exif-writer.ts';
import { MARKER, segment } from './jpeg/segments.ts';
import { develop, proveMetadata } from './index.ts';
import { findExiftool, leaks, tagsOf } from './testing/exiftool.ts';
import { exifSegment, plainJpeg, withSegments } from './testing/pictures.ts';

const text = (bytes: Buffer | string): Tags[number] => ({
  type: 'undefined',
  bytes: Buffer.from(bytes),
});
const xmpSegment = (properties: string) =>
  segment(
    MARKER.app1,
    Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" ${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  );

/** What the renditions of a picture with these segments say of their maker. */
async function creditOf(segments: Buffer[], recipe: Partial<Recipe> = {}) {
  const source = withSegments(await plainJpeg([90, 120, 60], 300, 200), ...segments);
  const { renditions } = await develop(source, { ...DEFAULT_RECIPE, ...recipe });
  const proofs = Object.values(renditions).map(({ bytes }) => proveMetadata(bytes));
  const [proof] = proofs;
  if (!proof?.ok) throw new Error(`Not proven: ${JSON.stringify(proof)}`);
  for (const other of proofs)
    expect(other).toMatchObject({ artist: proof.artist, copyright: proof.copyright });
  return { artist: proof.artist, copyright: proof.copyright, bytes: renditions.grid.bytes };
}

const exif = (artist: Buffer | string, copyright: Buffer | string) =>
  exifSegment({ 0x013b: text(artist), 0x8298: text(copyright) });

describe('the credit of a rendition', () => {
  it('is the camera’s, letters beyond ASCII included', async () => {
    expect(await creditOf([exif('Jané Doe\0', '© Jané\0')])).toMatchObject({
      artist: 'Jané Doe',
      copyright: '© Jané',
    });
  });

  it('is the recipe’s where it names one', async () => {
    const recipe = { artist: 'Studio <A&B> "quoted"', copyright: '© 婚礼 2026 😀' };
    expect(await creditOf([exif('Somebody\0', 'Else\0')], recipe)).toMatchObject(recipe);
  });

  it('is read from Latin-1, and from both parts of a divided copyright', async () => {
    const segments = [exif(Buffer.from('Jan\xE9\0', 'latin1'), 'Photographer\0Editor\0')];
    expect(await creditOf(segments)).toMatchObject({
      artist: 'Jané',
      copyright: 'Photographer; Editor',
    });
  });

  it('is XMP’s where the camera’s fields are blank', async () => {
    const properties =
      '><dc:creator><rdf:Seq><rdf:li>Ann &amp; Jané</rdf:li><rdf:li>Bob &#x1F600;</rdf:li></rdf:Seq></dc:creator>' +
      '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© &quot;Us&quot;</rdf:li><rdf:li xml:lang="de">© Wir</rdf:li></rdf:Alt></dc:rights>';
    const segments = [exif(' '.repeat(32), '\0\0\0\0\0'), xmpSegment(properties)];
    expect(await creditOf(segments)).toMatchObject({
      artist: 'Ann & Jané; Bob 😀',
      copyright: '© "Us"',
    });
  });

  it('is found in the short form of XMP', async () => {
    const segments = [xmpSegment('dc:creator="Jané" dc:rights="© J.">')];
    expect(await creditOf(segments)).toMatchObject({ artist: 'Jané', copyright: '© J.' });
  });

  it('is one clean line of bounded length', async () => {
    const { artist, copyright } = await creditOf([
      exif(`A\u0007B\n\tC \u202Eevil\u2028 ${'x'.repeat(500)}\0`, '\u{1F600}'.repeat(600)),
    ]);
    expect(artist).toBe(`A B C evil ${'x'.repeat(500)}`.slice(0, 200));
    expect(copyright).toBe('\u{1F600}'.repeat(400));
  });

  it('is left out where nobody is named', async () => {
    const { artist, copyright, bytes } = await creditOf([]);
    expect([artist, copyright]).toEqual([null, null]);
    expect(bytes.includes('Exif')).toBe(false);
    expect(bytes.includes('adobe')).toBe(false);
  });

  it.each([
    ['a', '©'],
    ['', 'abc'],
    ['ab', ''],
  ])('is read by others as it was written (%j, %j)', async (artist, copyright) => {
    const { bytes } = await creditOf([exif(`${artist}\0`, `${copyright}\0`)]);
    const seen: unknown = await exifr.parse(bytes, {
      xmp: true,
      ifd0: { pick: ['Artist', 'Copyright'] },
    });
    const expected: Record<string, string> = {};
    if (artist !== '') expected['Artist'] = artist;
    if (copyright !== '') expected['Copyright'] = copyright;
    expect(seen).toMatchObject(expected);
  });

  it('does not trip over damaged EXIF', async () => {
    const whole = exif('Jané\0', '© Jané\0').subarray(4);
    for (let length = 8; length < whole.length; length += 3) {
      const credit = await creditOf([segment(MARKER.app1, whole.subarray(0, length))]);
      expect(credit.bytes.length).toBeGreaterThan(0);
    }
  });
});

describe('everything else a camera writes', () => {
  it('is in no rendition, by our own proof and by ExifTool where it is installed', async () => {
    const source = await makePhotograph({
      seed: 4,
      width: 1200,
      height: 800,
      orientation: 6,
      capturedAt: Date.UTC(2026, 5, 20, 18, 30),
      camera: {
        make: 'Testmake',
        model: 'Testmodel',
        serial: 'SERIAL-BODY',
        lens: 'Testlens',
        lensSerial: 'SERIAL-LENS',
        owner: 'OWNER-NAME',
      },
      gps: { latitude: 47.4, longitude: -8.5, altitude: 400 },
      artist: 'Jané',
      copyright: '© Jané',
    });
    const folder = await mkdtemp(path.join(tmpdir(), 'credit-'));
    const exiftool = await findExiftool();
    try {
      const { renditions } = await develop(source, DEFAULT_RECIPE);
      for (const { name, bytes } of Object.values(renditions)) {
        expect(proveMetadata(bytes)).toMatchObject({
          ok: true,
          artist: 'Jané',
          copyright: '© Jané',
        });
        for (const secret of ['SERIAL', 'OWNER', 'Testm', 'Testlens', '2026']) {
          expect(bytes.includes(secret)).toBe(false);
        }
        if (!exiftool) continue;
        const file = path.join(folder, `${name}.jpg`);
        await writeFile(file, bytes);
        const tags = await tagsOf(exiftool, file);
        expect(leaks(tags)).toEqual([]);
        expect(tags.get('IFD0:Artist')).toBe('Jané');
        expect(tags.get('XMP-dc:Rights')).toBe('© Jané');
      }
      expect(proveMetadata(source)).toMatchObject({ ok: false, tag: 'EXIF' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
