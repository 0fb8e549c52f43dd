/** A value as TIFF stores it; `list` of whole numbers, `fractions` as numerator and denominator. */
export type TagValue =
  | { type: 'ascii'; text: string }
  | { type: 'short' | 'long' | 'byte'; list: number[] }
  | { type: 'rational'; fractions: [number, number][] }
  | { type: 'undefined'; bytes: Buffer }
  | { type: 'directory'; tags: Tags };

export type Tags = Record<number, TagValue>;

export const ascii = (text: string): TagValue => ({ type: 'ascii', text });
export const short = (...list: number[]): TagValue => ({ type: 'short', list });
export const rational = (...fractions: [number, number][]): TagValue => ({
  type: 'rational',
  fractions,
});

const TYPE_CODE = { byte: 1, ascii: 2, short: 3, long: 4, rational: 5, undefined: 7, directory: 4 };
const UNIT = { byte: 1, ascii: 1, short: 2, long: 4, rational: 8, undefined: 1, directory: 4 };
const THUMBNAIL_OFFSET = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;
const COMPRESSION = 0x0103;

/**
 * The payload of a camera's APP1 segment: IFD0 with its sub-directories and, in IFD1, a thumbnail.
 * Big-endian, as most cameras write it.
 */
export function exifPayload(tags: Tags, thumbnail: Buffer | undefined): Buffer {
  const header = Buffer.from('MM\0\x2A\0\0\0\x08', 'latin1');
  const first = writeDirectory(tags, 8, thumbnail !== undefined);
  const parts = [Buffer.from('Exif\0\0', 'latin1'), header, first];
  if (thumbnail) {
    const start = 8 + first.length;
    const second = (dataAt: number) =>
      writeDirectory(
        {
          [COMPRESSION]: short(6),
          [THUMBNAIL_OFFSET]: { type: 'long', list: [dataAt] },
          [THUMBNAIL_LENGTH]: { type: 'long', list: [thumbnail.length] },
        },
        start,
        false,
      );
    parts.push(second(start + second(0).length), thumbnail);
  }
  return Buffer.concat(parts);
}

/** One directory with its values and sub-directories behind it, to be placed at `start`. */
function writeDirectory(tags: Tags, start: number, hasNext: boolean): Buffer {
  const entries = Object.entries(tags).map(([tag, value]) => ({ tag: Number(tag), value }));
  entries.sort((a, b) => a.tag - b.tag);
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  table.writeUInt16BE(entries.length, 0);
  const values: Buffer[] = [];
  let end = start + table.length;
  const append = (bytes: Buffer) => {
    const at = end;
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    values.push(padded);
    end += padded.length;
    return at;
  };
  entries.forEach(({ tag, value }, i) => {
    const at = 2 + i * 12;
    table.writeUInt16BE(tag, at);
    table.writeUInt16BE(TYPE_CODE[value.type], at + 2);
    if (value.type === 'directory') {
      table.writeUInt32BE(1, at + 4);
      table.writeUInt32BE(append(writeDirectory(value.tags, end, false)), at + 8);
      return;
    }
    const bytes = valueBytes(value);
    table.writeUInt32BE(bytes.length / UNIT[value.type], at + 4);
    if (bytes.length <= 4) bytes.copy(table, at + 8);
    else table.writeUInt32BE(append(bytes), at + 8);
  });
  if (hasNext) table.writeUInt32BE(end, table.length - 4);
  return Buffer.concat([table, ...values]);
}

function valueBytes(value: Exclude<TagValue, { type: 'directory' }>): Buffer {
  if (value.type === 'ascii') return Buffer.from(`${value.text}\0`);
  if (value.type === 'undefined') return value.bytes;
  const numbers = value.type === 'rational' ? value.fractions.flat() : value.list;
  const width = value.type === 'byte' ? 1 : value.type === 'short' ? 2 : 4;
  const bytes = Buffer.alloc(numbers.length * width);
  numbers.forEach((number, i) => bytes.writeUIntBE(number, i * width, width));
  return bytes;
}
