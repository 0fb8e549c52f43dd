/** A marker segment between SOI and the first scan: `start` is its 0xFF, `body` its payload. */
export interface JpegSegment {
  marker: number;
  start: number;
  body: Buffer;
}

export const MARKER = {
  dht: 0xc4,
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dqt: 0xdb,
  dri: 0xdd,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
} as const;

/** What the payload of an APP1 or APP2 segment begins with, by what it holds. */
export const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');
export const XMP_HEADER = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
export const ICC_HEADER = Buffer.from('ICC_PROFILE\0', 'latin1');

/** SOF0…SOF15: every frame header, without DHT (C4), JPG (C8) and DAC (CC). */
export function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/**
 * The segments of a JPEG's header in file order, the first SOS included as the last one. Stops
 * quietly where the structure ends early: what is missing is the caller's to notice.
 */
export function* headerSegments(jpeg: Buffer): Generator<JpegSegment> {
  let at = 2;
  while (at !== -1 && at + 4 <= jpeg.length) {
    const marker = jpeg[at + 1];
    // Any number of 0xFF may stand before a marker (ITU T.81, B.1.1.2), and some cameras leave
    // stray bytes between two segments.
    if (jpeg[at] !== 0xff || marker === 0xff || marker === undefined) {
      at = jpeg.indexOf(0xff, at + 1);
      continue;
    }
    const length = jpeg.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > jpeg.length) return;
    yield { marker, start: at, body: jpeg.subarray(at + 4, at + 2 + length) };
    if (marker === MARKER.sos) return;
    at += 2 + length;
  }
}

/** Size of a JPEG's picture and how it is coded; null where the header says none. */
export function readPictureSize(
  jpeg: Buffer,
): { width: number; height: number; isLossless: boolean } | null {
  for (const { marker, body } of headerSegments(jpeg)) {
    if (!isFrameHeader(marker)) continue;
    if (body.length < 6) return null;
    const size = { width: body.readUInt16BE(3), height: body.readUInt16BE(1) };
    // SOF3, 7, 11 and 15.
    return size.width > 0 && size.height > 0 ? { ...size, isLossless: (marker & 3) === 3 } : null;
  }
  return null;
}

/** A segment as it stands in a file: marker, length, payload. */
export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
