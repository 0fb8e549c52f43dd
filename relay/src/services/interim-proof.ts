import type { MetadataProof } from './metadata-proof.ts';

/** Reads the frame header of a JPEG (ITU-T T.81, B.2.2); stands in until the shared proof lands. */
export function readJpegFrame(bytes: Buffer): MetadataProof {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) {
    return { ok: false, reason: 'This is not a JPEG.' };
  }
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    const marker = bytes.readUInt16BE(offset);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return {
        ok: true,
        height: bytes.readUInt16BE(offset + 5),
        width: bytes.readUInt16BE(offset + 7),
      };
    }
    offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return { ok: false, reason: 'This JPEG has no frame.' };
}
