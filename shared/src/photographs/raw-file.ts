/** The RAW formats that can be imitated; `tiff` stands for all of TIFF structure. */
export type RawKind = 'tiff' | 'raf' | 'cr3';

const EXIF_HEADER_BYTES = 6;
/** Segments that hold metadata: APP1 to APP15. */
const isMetadata = (marker: number) => marker >= 0xe1 && marker <= 0xef;

interface Parts {
  /** The TIFF structure of its EXIF. */
  exif: Buffer;
  /** The picture without any metadata, as cameras put it into a RAW file. */
  preview: Buffer;
}

/**
 * Wraps a photograph of `makePhotograph` as a camera wraps its full-size preview into a RAW file:
 * what the camera says is said by the file, no longer by the picture. Sensor data is noise.
 */
export function asRawFile(photograph: Buffer, kind: RawKind): Buffer {
  const parts = takeApart(photograph);
  if (kind === 'raf') return asRaf(photograph);
  return kind === 'cr3' ? asCr3(parts) : asTiff(parts);
}

function takeApart(jpeg: Buffer): Parts {
  let exif: Buffer | undefined;
  const kept: Buffer[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const marker = jpeg.readUInt8(at + 1);
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (marker === 0xe1) exif ??= jpeg.subarray(at + 4 + EXIF_HEADER_BYTES, end);
    if (!isMetadata(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  if (exif === undefined) throw new Error('The photograph has no EXIF.');
  return { exif: Buffer.from(exif), preview: Buffer.concat([...kept, jpeg.subarray(at)]) };
}

const THUMBNAIL_OFFSET = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;

/** The EXIF as a file of its own, whose second directory leads to the preview. */
function asTiff({ exif, preview }: Parts): Buffer {
  const little = exif.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const u32 = (at: number) => (little ? exif.readUInt32LE(at) : exif.readUInt32BE(at));
  const put = (value: number, at: number) =>
    little ? exif.writeUInt32LE(value, at) : exif.writeUInt32BE(value, at);
  const first = u32(4);
  const second = u32(first + 2 + 12 * u16(first));
  const noise = sensorNoise();
  for (let entry = 0; entry < u16(second); entry += 1) {
    const at = second + 2 + 12 * entry;
    if (u16(at) === THUMBNAIL_OFFSET) put(exif.length + noise.length, at + 8);
    if (u16(at) === THUMBNAIL_LENGTH) put(preview.length, at + 8);
  }
  return Buffer.concat([exif, noise, preview]);
}

const RAF_HEADER_BYTES = 148;

/** Fujifilm leaves the JPEG its EXIF. */
function asRaf(photograph: Buffer): Buffer {
  const head = Buffer.alloc(RAF_HEADER_BYTES);
  head.write('FUJIFILMCCD-RAW 0201FF389501X-T5', 'latin1');
  const noise = sensorNoise();
  const behind = RAF_HEADER_BYTES + photograph.length;
  [RAF_HEADER_BYTES, photograph.length, behind, 0, behind, noise.length].forEach((value, index) =>
    head.writeUInt32BE(value, 84 + 4 * index),
  );
  return Buffer.concat([head, photograph, noise]);
}

const CANON_UUID = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
const DETAILS_POINTER = 0x8769;

function asCr3({ exif, preview }: Parts): Buffer {
  const canon = [CANON_UUID, box('CMT1', exif), box('CMT2', detailsOf(exif))];
  return Buffer.concat([
    box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
    box('moov', box('uuid', Buffer.concat(canon))),
    box('mdat', Buffer.concat([preview, sensorNoise()])),
  ]);
}

/** The same structure with the Exif directory as its first. */
function detailsOf(exif: Buffer): Buffer {
  const little = exif.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const copy = Buffer.from(exif);
  const first = little ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  for (let entry = 0; entry < u16(first); entry += 1) {
    const at = first + 2 + 12 * entry;
    if (u16(at) === DETAILS_POINTER) exif.copy(copy, 4, at + 8, at + 12);
  }
  return copy;
}

function box(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Without a zero and without anything that looks like a JPEG. */
function sensorNoise(): Buffer {
  return Buffer.from(Array.from({ length: 30_000 }, (_, index) => 1 + ((index * 7919) % 250)));
}
