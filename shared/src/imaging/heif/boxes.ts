/** One box of an ISO base media file (ISO/IEC 14496-12, 4.2): `start` is its first byte. */
export interface Box {
  type: string;
  start: number;
  /** Behind its last byte. */
  end: number;
  body: Buffer;
}

export interface Boxes {
  boxes: Box[];
  /** Where the last box says that it ends: past the bytes when some of it is missing. */
  end: number;
}

/** The boxes that lie one behind the other from the first byte on. Never throws on damaged bytes. */
export function readBoxes(bytes: Buffer): Boxes {
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const header = readHeader(bytes, at);
    if (header === null) return { boxes, end: at };
    const end = at + header.size;
    if (end > bytes.length) return { boxes, end };
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at,
      end,
      body: bytes.subarray(at + header.length, end),
    });
    at = end;
  }
  // Fewer bytes than a header has: the next box has only begun.
  return { boxes, end: at === bytes.length ? at : at + 8 };
}

/** The body of the first box of a type, looked for from box to box. */
export function findBox(bytes: Buffer, ...path: string[]): Buffer | undefined {
  let body: Buffer | undefined = bytes;
  for (const type of path) {
    if (body === undefined) return undefined;
    body = readBoxes(body).boxes.find((box) => box.type === type)?.body;
  }
  return body;
}

function readHeader(bytes: Buffer, at: number): { size: number; length: number } | null {
  const short = bytes.readUInt32BE(at);
  if (short === 0) return { size: bytes.length - at, length: 8 };
  if (short !== 1) return short < 8 ? null : { size: short, length: 8 };
  if (at + 16 > bytes.length) return { size: 16, length: 16 };
  const size = Number(bytes.readBigUInt64BE(at + 8));
  return size < 16 ? null : { size, length: 16 };
}
