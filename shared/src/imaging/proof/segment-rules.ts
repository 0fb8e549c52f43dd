import { isFrameHeader, MARKER } from '../jpeg/segments.ts';

/*
 * What the payload of each segment of a rendition may look like. Every rule says what is wrong, or
 * undefined; a segment without a rule here must not be there at all.
 */

/** JFIF 1.02, annex B: version, density, and a thumbnail of no size. */
export function checkJfif(body: Buffer): string | undefined {
  const isJfif = body.length === 14 && body.toString('latin1', 0, 5) === 'JFIF\0';
  if (!isJfif) return 'its first segment is not a plain JFIF header';
  return body.readUInt16BE(12) === 0 ? undefined : 'it holds a JFIF thumbnail';
}

/** Colour transform marker, always twelve bytes. */
export function checkAdobe(body: Buffer): string | undefined {
  const isAdobe = body.length === 12 && body.toString('latin1', 0, 5) === 'Adobe';
  return isAdobe ? undefined : 'its APP14 segment is not a plain Adobe marker';
}

/** Quantisation, Huffman and restart segments hold whole tables and nothing behind them. */
export function checkTable(marker: number, body: Buffer): string | undefined {
  if (marker === MARKER.dri) return body.length === 2 ? undefined : 'a restart segment is too long';
  const sizeAt = marker === MARKER.dqt ? quantisationTableSize : huffmanTableSize;
  let at = 0;
  while (at < body.length) {
    const size = sizeAt(body, at);
    if (size === undefined || at + size > body.length) return 'a table segment is not well formed';
    at += size;
  }
  return at === 0 ? 'a table segment is empty' : undefined;
}

/** ITU T.81, B.2.4.1: precision and slot, then 64 values of one or two bytes. */
function quantisationTableSize(body: Buffer, at: number): number | undefined {
  const kind = body.readUInt8(at);
  const precision = kind >> 4;
  return precision > 1 || (kind & 15) > 3 ? undefined : 1 + 64 * (precision + 1);
}

/** ITU T.81, B.2.4.2: class and slot, sixteen counts, then that many values. */
function huffmanTableSize(body: Buffer, at: number): number | undefined {
  const kind = body.readUInt8(at);
  if (kind >> 4 > 1 || (kind & 15) > 3 || at + 17 > body.length) return undefined;
  const values = body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
  return values > 256 ? undefined : 17 + values;
}

export interface Frame {
  width: number;
  height: number;
}

/** Baseline or progressive, 8 bits, grey or colour; a sentence where it is anything else. */
export function readFrame(marker: number, body: Buffer): Frame | string {
  if (marker !== 0xc0 && marker !== 0xc2) return 'its pixels are of an unusual JPEG kind';
  const components = body.length >= 6 ? body.readUInt8(5) : 0;
  if ((components !== 1 && components !== 3) || body.length !== 6 + components * 3) {
    return 'its frame header is not well formed';
  }
  const frame = { width: body.readUInt16BE(3), height: body.readUInt16BE(1) };
  const plausible = body.readUInt8(0) === 8 && frame.width > 0 && frame.height > 0;
  return plausible ? frame : 'its frame header is not well formed';
}

export function checkScanHeader(body: Buffer): string | undefined {
  const components = body.length >= 1 ? body.readUInt8(0) : 0;
  const plausible = components >= 1 && components <= 4 && body.length === 4 + components * 2;
  return plausible ? undefined : 'a scan header is not well formed';
}

/** A name for a marker as people and ExifTool know it. */
export function markerName(marker: number): string {
  if (marker >= 0xe0 && marker <= 0xef) return `APP${marker - 0xe0}`;
  if (marker === 0xfe) return 'COM';
  if (isFrameHeader(marker)) return `SOF${marker - 0xc0}`;
  if (marker === MARKER.soi) return 'SOI';
  return `0x${marker.toString(16)}`;
}
