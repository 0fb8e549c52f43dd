/** A square picture as PNG, and how many pixels a side has. */
export interface Drawing {
  size: number;
  png: Buffer;
}

/** The kinds of an .icns file, by their pixels; those with a second kind are that for dense displays. */
const ICNS_KINDS: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

export const ICNS_SIZES: readonly number[] = Object.keys(ICNS_KINDS).map(Number);
export const ICO_SIZES: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/**
 * Apple's icon file: parts of four letters, a length that counts itself, and a PNG.
 *
 * @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 */
export function icns(drawings: readonly Drawing[]): Buffer {
  const parts = drawings.flatMap(({ size, png }) =>
    (ICNS_KINDS[size] ?? []).map((kind) => icnsPart(kind, png)),
  );
  return icnsPart('icns', Buffer.concat(parts));
}

function icnsPart(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}

const ICO_HEAD_BYTES = 6;
const ICO_ENTRY_BYTES = 16;

/**
 * Windows' icon file: a directory, then the PNG files; a side of 256 pixels is written as 0.
 *
 * @see https://learn.microsoft.com/windows/win32/menurc/newheader
 */
export function ico(drawings: readonly Drawing[]): Buffer {
  const head = Buffer.alloc(ICO_HEAD_BYTES);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(drawings.length, 4);
  let offset = ICO_HEAD_BYTES + ICO_ENTRY_BYTES * drawings.length;
  const entries = drawings.map(({ size, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES);
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...drawings.map(({ png }) => png)]);
}
