/*
 * A JPEG encoder of the smallest kind, for what sharp does not write: restart markers. Grey, every
 * block one even tone.
 */

/** Codes of 4 bits for the DC sizes 0…11. */
const DC_TABLE = [0x00, ...lengths({ 4: 12 }), ...Array.from({ length: 12 }, (_, size) => size)];
/** One code of 1 bit: end of block. */
const AC_TABLE = [0x10, ...lengths({ 1: 1 }), 0x00];

function lengths(counts: Record<number, number>): number[] {
  return Array.from({ length: 16 }, (_, index) => counts[index + 1] ?? 0);
}

/**
 * @param tones one per block, row by row, as DC coefficients (-1000…1000).
 * @param interval blocks between two restart markers.
 */
export function tinyJpeg(columns: number, tones: readonly number[], interval: number): Buffer {
  const width = columns * 8;
  const height = (tones.length / columns) * 8;
  const segment = (marker: number, payload: number[]) => {
    const length = payload.length + 2;
    return [0xff, marker, length >> 8, length & 255, ...payload];
  };
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.from([
    0xff,
    0xd8,
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    ...segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    ...segment(0xc4, DC_TABLE),
    ...segment(0xc4, AC_TABLE),
    ...segment(0xdd, [interval >> 8, interval & 255]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...codedBlocks(tones, interval),
    0xff,
    0xd9,
  ]);
}

function codedBlocks(tones: readonly number[], interval: number): number[] {
  const coded: number[] = [];
  for (let from = 0; from < tones.length; from += interval) {
    if (from > 0) coded.push(0xff, 0xd0 + ((from / interval - 1) % 8));
    coded.push(...codedInterval(tones.slice(from, from + interval)));
  }
  return coded;
}

function codedInterval(tones: readonly number[]): number[] {
  let bits = '';
  let last = 0;
  for (const tone of tones) {
    const difference = tone - last;
    last = tone;
    const size = Math.abs(difference).toString(2).length * Number(difference !== 0);
    const value = difference < 0 ? difference + 2 ** size - 1 : difference;
    const extra = size === 0 ? '' : value.toString(2).padStart(size, '0');
    bits += `${size.toString(2).padStart(4, '0')}${extra}0`;
  }
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = padded.match(/.{8}/gu)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0x00] : [byte]));
}
