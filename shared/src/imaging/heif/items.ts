import { findBox, readBoxes } from './boxes.ts';

/** A stretch of a file, `end` exclusive. */
export interface Extent {
  start: number;
  end: number;
}

/** An item of a HEIF file (ISO/IEC 14496-12, 8.11). */
export interface Item {
  id: number;
  /** Four letters: `hvc1`, `grid`, `Exif`, … */
  type: string;
  /** Where its bytes lie in the file; empty where they are said in another way. */
  extents: Extent[];
}

/** Reads numbers one behind the other; throws RangeError past the end. */
class Reader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Of so many bytes, 0 to 8. */
  number(bytes: number): number {
    const at = this.#at;
    this.#at += bytes;
    if (bytes === 0) return 0;
    if (bytes === 8) return Number(this.#bytes.readBigUInt64BE(at));
    return this.#bytes.readUIntBE(at, bytes);
  }

  text(bytes: number): string {
    const at = this.#at;
    this.#at += bytes;
    return this.#bytes.toString('latin1', at, at + bytes);
  }
}

/** The items of a `meta` box (its body behind version and flags). @throws RangeError on damage. */
export function readItems(meta: Buffer): Item[] {
  const types = readTypes(findBox(meta, 'iinf'));
  const extents = readExtents(findBox(meta, 'iloc'));
  return [...types].map(([id, type]) => ({ id, type, extents: extents.get(id) ?? [] }));
}

/** `pitm`: the item that is the picture. */
export function readPrimary(meta: Buffer): number | undefined {
  const body = findBox(meta, 'pitm');
  if (body === undefined) return undefined;
  const reader = new Reader(body);
  const wide = reader.number(4) >>> 24 > 0;
  return reader.number(wide ? 4 : 2);
}

/** `iinf`: item → type. */
function readTypes(body: Buffer | undefined): Map<number, string> {
  const types = new Map<number, string>();
  if (body === undefined) return types;
  const wide = body.readUInt8(0) > 0;
  for (const entry of readBoxes(body.subarray(wide ? 8 : 6)).boxes) {
    if (entry.type !== 'infe') continue;
    const reader = new Reader(entry.body);
    const version = reader.number(4) >>> 24;
    if (version < 2) continue;
    const id = reader.number(version === 2 ? 2 : 4);
    reader.number(2);
    types.set(id, reader.text(4));
  }
  return types;
}

/** `iloc`: item → where it lies, for those that lie in the file itself. */
function readExtents(body: Buffer | undefined): Map<number, Extent[]> {
  const found = new Map<number, Extent[]>();
  if (body === undefined) return found;
  const reader = new Reader(body);
  const version = reader.number(4) >>> 24;
  const [first, second] = [reader.number(1), reader.number(1)];
  const sizes = { offset: first >> 4, length: first & 15, base: second >> 4, index: second & 15 };
  const items = reader.number(version < 2 ? 2 : 4);
  for (let item = 0; item < items; item += 1) {
    const id = reader.number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.number(2) & 15;
    reader.number(2);
    const base = reader.number(sizes.base);
    const count = reader.number(2);
    const extents: Extent[] = [];
    for (let extent = 0; extent < count; extent += 1) {
      if (version > 0) reader.number(sizes.index);
      const start = base + reader.number(sizes.offset);
      extents.push({ start, end: start + reader.number(sizes.length) });
    }
    if (method === 0) found.set(id, extents);
  }
  return found;
}

/** `ipco` and `ipma`: the properties of an item, in order. @throws RangeError on damage. */
export function readProperties(meta: Buffer, id: number): { type: string; body: Buffer }[] {
  const properties = findBox(meta, 'iprp', 'ipco');
  const body = findBox(meta, 'iprp', 'ipma');
  if (properties === undefined || body === undefined) return [];
  const { boxes } = readBoxes(properties);
  const reader = new Reader(body);
  const head = reader.number(4);
  const [wideId, wideIndex] = [head >>> 24 > 0, (head & 1) === 1];
  for (let left = reader.number(4); left > 0; left -= 1) {
    const item = reader.number(wideId ? 4 : 2);
    const indexes = Array.from({ length: reader.number(1) }, () =>
      wideIndex ? reader.number(2) & 0x7fff : reader.number(1) & 0x7f,
    );
    if (item === id) return indexes.flatMap((index) => boxes[index - 1] ?? []);
  }
  return [];
}
