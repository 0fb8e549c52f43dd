import { MalformedJpeg } from './malformed.ts';

/** A Huffman table as DHT writes it (ITU T.81 B.2.4.2). */
export interface HuffmanTable {
  /** How many codes there are of each length, 1…16 bits. */
  counts: Buffer;
  /** What the codes stand for, in the order of the codes; the first one's is all zeros (C.2). */
  symbols: Buffer;
}

/** By number as DHT gives it: DC tables 0…3, AC tables 16…19. */
export type HuffmanTables = ReadonlyMap<number, HuffmanTable>;

/** Adds the tables of a DHT payload, which starts at `at` of the file, to those in force. */
export function readHuffmanTables(
  payload: Buffer,
  at: number,
  inForce: HuffmanTables,
): HuffmanTables {
  const tables = new Map(inForce);
  let position = 0;
  while (position < payload.length) {
    const number = payload.readUInt8(position);
    const counts = payload.subarray(position + 1, position + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = payload.subarray(position + 17, position + 17 + total);
    if (total === 0) throw new MalformedJpeg(at, 'a Huffman table without codes');
    if (symbols.length < total) throw new MalformedJpeg(at, 'a Huffman table that is cut');
    tables.set(number, { counts, symbols });
    position += 17 + total;
  }
  return tables;
}

/**
 * For the next 16 bits: the length of the code they begin with, times 256, plus its symbol; 0 where
 * no code begins like that.
 */
export function lookupOf(table: HuffmanTable): Uint16Array {
  const lookup = new Uint16Array(65_536);
  let next = 0;
  let position = 0;
  table.counts.forEach((count, index) => {
    const length = index + 1;
    const span = 1 << (16 - length);
    for (let code = 0; code < count; code += 1) {
      lookup.fill((length << 8) | (table.symbols[position] ?? 0), next, next + span);
      next += span;
      position += 1;
    }
  });
  return lookup;
}
