/**
 * Where the last picture of a multi-picture file (CIPA DC-007, APP2 `MPF`) ends, as an offset from
 * the start of the file; null where the list cannot be read.
 *
 * @param payload the APP2 segment without marker and length.
 * @param at offset of `payload` in the file.
 */
export function endOfPictures(payload: Buffer, at: number): number | null {
  const tiff = payload.subarray(4);
  if (tiff.length < 8) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (offset: number) => (little ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset));
  const u32 = (offset: number) => (little ? tiff.readUInt32LE(offset) : tiff.readUInt32BE(offset));
  const directory = u32(4);
  if (directory + 2 > tiff.length) return null;
  const entries = u16(directory);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + 12 * index;
    if (entry + 12 > tiff.length) return null;
    if (u16(entry) !== MP_ENTRY) continue;
    const list = u32(entry + 8);
    const bytes = u32(entry + 4);
    if (list + bytes > tiff.length) return null;
    let end = 0;
    for (let picture = list; picture + 16 <= list + bytes; picture += 16) {
      const offset = u32(picture + 8);
      // The primary picture has offset 0; all others count from the TIFF header.
      end = Math.max(end, (offset === 0 ? 0 : at + 4 + offset) + u32(picture + 4));
    }
    return end;
  }
  return null;
}

const MP_ENTRY = 0xb002;
