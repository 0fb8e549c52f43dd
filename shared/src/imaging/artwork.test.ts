import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { MAX_ARTWORK_FILE_BYTES, readArtwork } from './index.ts';
import { plainPng } from './testing/drawings.ts';
import { plainJpeg } from './testing/pictures.ts';

const svg = (inside: string, head = '') =>
  Buffer.from(
    `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">${inside}</svg>`,
  );
const RECT = '<rect width="40" height="20" fill="#c00"/>';

describe('a drawing', () => {
  it('is kept as a PNG that makes itself again and holds nothing but pixels', async () => {
    const file = await sharp(await plainPng([200, 20, 20], 300, 200, 0.5))
      .withExif({ IFD0: { Copyright: 'secret' } })
      .png()
      .toBuffer();
    expect(file.includes('secret')).toBe(true);
    const artwork = await readArtwork(file);
    expect(artwork).toMatchObject({ width: 300, height: 200 });
    expect(artwork.bytes.includes('secret')).toBe(false);
    expect((await readArtwork(artwork.bytes)).hash).toBe(artwork.hash);
    expect((await sharp(artwork.bytes).metadata()).hasAlpha).toBe(true);
  });

  it('that is larger than any rendition is made smaller', async () => {
    const artwork = await readArtwork(await plainPng([1, 2, 3], 4000, 2000));
    expect(artwork).toMatchObject({ width: 2560, height: 1280 });
  });

  it.each([
    ['plain', svg(RECT)],
    [
      'behind a declaration, a remark and a document type',
      svg(
        RECT,
        '\uFEFF<?xml version="1.0"?>\n<!-- logo -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
      ),
    ],
    ['with references inside', svg(`<g id="a">${RECT}</g><use xlink:href="#a" fill="url(#b)"/>`)],
  ])('in vectors is drawn large (%s)', async (_, file) => {
    const { width, height, bytes } = await readArtwork(file);
    expect([width, height]).toEqual([2048, 1024]);
    const { channels } = await sharp(bytes).stats();
    expect(channels[0]?.mean).toBeGreaterThan(190);
  });
});

describe('a file that is no drawing', () => {
  const noPng = async () => {
    const png = await plainPng([1, 2, 3], 500, 500);
    return png.subarray(0, png.length - 40);
  };
  it.each<[string, RegExp, () => Promise<Buffer> | Buffer]>([
    ['a JPEG', /neither a PNG nor an SVG/, () => plainJpeg([1, 2, 3], 30, 20)],
    ['text', /neither a PNG nor an SVG/, () => Buffer.from('<html><svg></svg></html>')],
    ['nothing', /neither a PNG nor an SVG/, () => Buffer.alloc(0)],
    ['a PNG that breaks off', /damaged/, noPng],
    ['an SVG that breaks off', /damaged/, () => svg(RECT).subarray(0, 120)],
    ['too large a file', /12 MB/, () => Buffer.alloc(MAX_ARTWORK_FILE_BYTES + 1)],
    ['a program', /program/, () => svg(`<script>alert(1)</script>${RECT}`)],
    ['a page', /program/, () => svg('<foreignObject><p>hi</p></foreignObject>')],
    [
      'an entity',
      /entities/,
      () => svg('&a;', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    ],
    ['a file of this machine', /outside/, () => svg('<image xlink:href="file:///etc/passwd"/>')],
    ['a picture of the network', /outside/, () => svg("<image href='http://127.0.0.1/a.png'/>")],
    ['a hidden address', /outside/, () => svg('<use href="&#104;ttp://127.0.0.1/a.svg"/>')],
    ['a drawing in it', /outside/, () => svg('<image href="data:image/svg+xml;base64,PHN2Zz4="/>')],
    ['a style of the network', /outside/, () => svg('<style>@import "http://a/b.css";</style>')],
    ['a filling of the network', /outside/, () => svg('<rect fill="url(http://a/b#c)"/>')],
  ])('is refused with a sentence: %s', async (_, reason, make) => {
    const error: unknown = await readArtwork(await make()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'artwork_refused' });
    expect(String(error)).toMatch(reason);
  });

  it('is refused when its few bytes are very many pixels', async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 12_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    await expect(readArtwork(bomb)).rejects.toMatchObject({ code: 'artwork_refused' });
  });

  it('is refused when it is a photograph: noise that no PNG makes small', async () => {
    const noise = await sharp({
      create: {
        width: 1800,
        height: 1800,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    await expect(readArtwork(noise)).rejects.toThrow(/too much detail|12 MB/);
  });
});
