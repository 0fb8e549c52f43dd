const TYPE_BYTES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 13: 4, 129: 1 };
/** More entries than any camera writes into one directory. */
const MAX_ENTRIES = 1_000;

/** One directory of a TIFF structure: the tags it holds, read on demand and never past the end. */
export interface TiffDirectory {
  /** First number of a SHORT or LONG tag. */
  number(tag: number): number | undefined;
  /** Bytes of a text tag, without anything decoded. */
  bytes(tag: number): Buffer | undefined;
  /** The directory that a pointer tag leads to. */
  directory(tag: number): TiffDirectory | undefined;
}

interface Entry {
  type: number;
  count: number;
  /** Where the value lies. */
  at: number;
}

/** IFD0 of a TIFF structure, undefined where there is none. Never throws on damaged bytes. */
export function readTiff(tiff: Buffer): TiffDirectory | undefined {
  if (tiff.length < 8) return undefined;
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const little = order === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));

  const open = (start: number): TiffDirectory | undefined => {
    if (start < 8 || start + 2 > tiff.length) return undefined;
    const entries = new Map<number, Entry>();
    const fitting = Math.floor((tiff.length - start - 2) / 12);
    const count = Math.min(u16(start), fitting, MAX_ENTRIES);
    for (let i = 0; i < count; i++) {
      const at = start + 2 + i * 12;
      const entry = readEntry(at);
      if (entry) entries.set(u16(at), entry);
    }
    const number = (tag: number) => {
      const entry = entries.get(tag);
      if (!entry || entry.count < 1) return undefined;
      if (entry.type === 3) return u16(entry.at);
      return entry.type === 4 || entry.type === 13 ? u32(entry.at) : undefined;
    };
    return {
      number,
      bytes: (tag) => {
        const entry = entries.get(tag);
        if (!entry || TYPE_BYTES[entry.type] !== 1) return undefined;
        return tiff.subarray(entry.at, entry.at + entry.count);
      },
      directory: (tag) => {
        const target = number(tag);
        return target === undefined ? undefined : open(target);
      },
    };
  };

  const readEntry = (at: number): Entry | undefined => {
    const type = u16(at + 2);
    const count = u32(at + 4);
    const size = (TYPE_BYTES[type] ?? Number.POSITIVE_INFINITY) * count;
    if (size <= 4) return { type, count, at: at + 8 };
    const offset = u32(at + 8);
    return offset + size <= tiff.length ? { type, count, at: offset } : undefined;
  };

  return open(u32(4));
}
