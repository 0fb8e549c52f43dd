const TYPE_BYTES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const SHORT = 3;
/** No camera writes more directories, nor more strips into one. */
const MAX_DIRECTORIES = 200;
const MAX_STRIPS = 200_000;
/** Offsets that lie elsewhere, as RW2 writes them, are no offsets. */
const ELSEWHERE = 0xffff_ffff;
/** Tags (TIFF 6.0) of where data lies, and of how long it is: strips, tiles, a JPEG. */
const DATA: readonly (readonly [offsets: number, lengths: number])[] = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
];
/** Tags that lead to further directories: SubIFDs, Exif, GPS. */
const POINTERS = [0x014a, 0x8769, 0x8825];

interface Entry {
  type: number;
  count: number;
  /** Where its value lies. */
  at: number;
}

/**
 * Where a file of TIFF structure ends at least: behind the last byte that any directory, value or
 * strip needs. Past the end of the bytes where some of it is missing. Maker notes are not read.
 */
export function tiffEnd(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  let end = 8;
  const reaches = (to: number): boolean => {
    end = Math.max(end, to);
    return to <= tiff.length;
  };

  function numbers(entry: Entry | undefined): number[] {
    if (entry === undefined) return [];
    const { type, count, at } = entry;
    const width = type === SHORT ? 2 : 4;
    if (at + count * width > tiff.length) return [];
    const length = Math.min(count, MAX_STRIPS);
    return Array.from({ length }, (_, index) =>
      width === 2 ? u16(at + 2 * index) : u32(at + 4 * index),
    );
  }

  /** @returns the directories that it leads to. */
  function readDirectory(start: number): number[] {
    if (!reaches(start + 2)) return [];
    const count = u16(start);
    if (!reaches(start + 2 + 12 * count + 4)) return [];
    const entries = new Map<number, Entry>();
    for (let index = 0; index < count; index += 1) {
      const at = start + 2 + 12 * index;
      const [type, values] = [u16(at + 2), u32(at + 4)];
      const size = (TYPE_BYTES[type] ?? 0) * values;
      const value = size <= 4 ? at + 8 : u32(at + 8);
      reaches(value + size);
      entries.set(u16(at), { type, count: values, at: value });
    }
    for (const [offsets, lengths] of DATA) {
      const sizes = numbers(entries.get(lengths));
      numbers(entries.get(offsets)).forEach((offset, index) => {
        if (offset !== ELSEWHERE) reaches(offset + (sizes[index] ?? 0));
      });
    }
    const further = POINTERS.flatMap((tag) => numbers(entries.get(tag)));
    return [...further, u32(start + 2 + 12 * count)];
  }

  const seen = new Set<number>([0]);
  const open = [u32(4)];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (seen.has(start) || seen.size > MAX_DIRECTORIES) continue;
    seen.add(start);
    open.push(...readDirectory(start));
  }
  return end;
}
