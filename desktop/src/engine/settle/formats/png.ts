import { crc32 } from 'node:zlib';
import { wholeFile, type FileVerdict } from './verdict.ts';

const SIGNATURE_BYTES = 8;

/** Walks the chunks of a PNG to IEND; each of them proves its bytes by a checksum. */
export function walkPng(png: Buffer): FileVerdict {
  let at = SIGNATURE_BYTES;
  while (at + 12 <= png.length) {
    const end = at + 12 + png.readUInt32BE(at);
    if (end > png.length) return { kind: 'cut' };
    const body = png.subarray(at + 4, end - 4);
    if (crc32(body) !== png.readUInt32BE(end - 4)) return damage(png, at, body);
    if (body.toString('latin1', 0, 4) === 'IEND') return wholeFile(png);
    at = end;
  }
  return { kind: 'cut' };
}

/** A chunk whose end is zeros has not been written yet; another one is broken. */
function damage(png: Buffer, at: number, body: Buffer): FileVerdict {
  const zeros = body.subarray(-16).every((byte) => byte === 0) || png.readUInt32BE(at) === 0;
  return zeros ? { kind: 'hole', at } : { kind: 'malformed' };
}
