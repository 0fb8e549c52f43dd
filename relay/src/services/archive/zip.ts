import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

/** A file to be put into a ZIP; opened when its turn has come. */
export interface ZipEntry {
  name: string;
  modifiedAt: Date;
  /** Null where there is nothing any more: it is left out. */
  open: () => Promise<Readable | null>;
}

interface Written {
  name: Buffer;
  time: number;
  date: number;
  crc: number;
  size: bigint;
  offset: bigint;
}

const MAX_32 = 0xffff_ffffn;
const MAX_16 = 0xffff;
/** Names in UTF-8, and sizes that follow the content. */
const FLAGS = 0x0808;
/** 4.5: it may hold ZIP64 records. */
const VERSION = 45;
const ZIP64 = 1;

/**
 * A ZIP (APPNOTE.TXT 6.3.10) of what is compressed already, written while it is read: nothing but
 * the list of what was written is kept. With ZIP64 wherever a number needs it. Our own lines rather
 * than a library's: all of it is pulled by whoever takes the bytes. Who goes away ends the reading,
 * also of a file that has stalled.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const gone = new AbortController();
  const source = zip(entries, gone.signal);
  return new Readable({
    read() {
      source.next().then(
        ({ done, value }) => this.push(done === true ? null : value),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    // Not Readable.from: that waits for the file that has stalled before it lets go of it.
    destroy(cause, done) {
      gone.abort();
      // What it was waiting for fails by that; nobody listens to the source any more.
      void Promise.allSettled([source.return(undefined)]);
      done(cause);
    },
  });
}

/** Bytes that a ZIP of so many files has besides their contents, below 4 GB. */
export function zipOverhead(files: number, nameBytes: number): number {
  const header = 30 + nameBytes + 20;
  const record = 46 + nameBytes;
  const descriptorBytes = 24;
  return files * (header + descriptorBytes + record) + 22;
}

async function* zip(entries: AsyncIterable<ZipEntry>, gone: AbortSignal): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0n;
  for await (const entry of entries) {
    const content = await entry.open();
    if (content === null) continue;
    const stop = (): unknown => content.destroy();
    gone.addEventListener('abort', stop, { once: true });
    if (gone.aborted) stop();
    const { time, date } = dosTime(entry.modifiedAt);
    const one = { name: Buffer.from(entry.name), time, date, crc: 0, size: 0n, offset };
    const head = localHeader(one);
    yield head;
    for await (const chunk of content) {
      if (!Buffer.isBuffer(chunk)) throw new Error('A ZIP is made of bytes.');
      // An empty push would stop the reading.
      if (chunk.length === 0) continue;
      one.crc = crc32(chunk, one.crc);
      one.size += BigInt(chunk.length);
      yield chunk;
    }
    gone.removeEventListener('abort', stop);
    const tail = descriptor(one);
    yield tail;
    offset += BigInt(head.length) + one.size + BigInt(tail.length);
    written.push(one);
  }
  let length = 0n;
  for (const one of written) {
    const record = centralRecord(one);
    length += BigInt(record.length);
    yield record;
  }
  yield endRecords(written.length, offset, length);
}

/**
 * Sizes are not known yet; the empty ZIP64 field announces a descriptor with numbers of eight bytes
 * (4.3.9.2), which every entry gets.
 */
function localHeader({ name, time, date }: Written): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(time, 10);
  head.writeUInt16LE(date, 12);
  head.writeUInt32LE(0xffff_ffff, 18);
  head.writeUInt32LE(0xffff_ffff, 22);
  head.writeUInt16LE(name.length, 26);
  const extra = zip64Field([0n, 0n]);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

function descriptor({ crc, size }: Written): Buffer {
  const tail = Buffer.alloc(24);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeBigUInt64LE(size, 8);
  tail.writeBigUInt64LE(size, 16);
  return tail;
}

function centralRecord({ name, time, date, crc, size, offset }: Written): Buffer {
  const large = [...(size >= MAX_32 ? [size, size] : []), ...(offset >= MAX_32 ? [offset] : [])];
  const extra = large.length === 0 ? Buffer.alloc(0) : zip64Field(large);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  record.writeUInt16LE(FLAGS, 8);
  record.writeUInt16LE(time, 12);
  record.writeUInt16LE(date, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(clamp(size), 20);
  record.writeUInt32LE(clamp(size), 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(clamp(offset), 42);
  return Buffer.concat([record, name, extra]);
}

function endRecords(count: number, offset: bigint, length: bigint): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(clamp(length), 12);
  end.writeUInt32LE(clamp(offset), 16);
  if (count < MAX_16 && offset < MAX_32 && length < MAX_32) return end;
  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(VERSION, 12);
  large.writeUInt16LE(VERSION, 14);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(length, 40);
  large.writeBigUInt64LE(offset, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(offset + length, 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}

function zip64Field(numbers: bigint[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(ZIP64, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(number, 4 + index * 8);
  return field;
}

function clamp(number: bigint): number {
  return Number(number > MAX_32 ? MAX_32 : number);
}

/** In UTC: a ZIP does not say its time zone. Before 1980 there is nothing. */
function dosTime(at: Date): { time: number; date: number } {
  const year = Math.min(127, Math.max(0, at.getUTCFullYear() - 1980));
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
