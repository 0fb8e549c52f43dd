import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { zipStream } from './zip.ts';
import type { ZipEntry } from './zip.ts';

async function* entriesOf(entries: Partial<ZipEntry>[]): AsyncGenerator<ZipEntry> {
  for (const [index, entry] of entries.entries()) {
    const open = async (): Promise<Readable | null> => Readable.from([Buffer.from('x')]);
    yield { name: `${index}.jpg`, modifiedAt: new Date(0), open, ...entry };
  }
}

/** Reads a ZIP as it comes and keeps its last bytes. */
async function endOf(entries: Partial<ZipEntry>[]): Promise<{ bytes: bigint; tail: Buffer }> {
  let bytes = 0n;
  let tail = Buffer.alloc(0);
  for await (const chunk of zipStream(entriesOf(entries))) {
    if (!Buffer.isBuffer(chunk)) throw new Error('no bytes');
    bytes += BigInt(chunk.length);
    tail = Buffer.concat([tail, chunk.subarray(-4_096)]).subarray(-4_096);
  }
  return { bytes, tail };
}

test('a file behind the first four gigabytes is found by its ZIP64 record', async () => {
  const block = Buffer.alloc(64 * 1024 * 1024);
  const large = async (): Promise<Readable> =>
    Readable.from(
      (function* () {
        for (let blocks = 65; blocks > 0; blocks -= 1) yield block;
      })(),
    );
  const { bytes, tail } = await endOf([{ open: large }, {}]);
  const end = tail.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'));
  const directory = tail.readBigUInt64LE(end + 48);
  const first = tail.length - Number(bytes - directory);
  expect(tail.toString('latin1', first, first + 4)).toBe('PK\x01\x02');
  expect([tail.readUInt32LE(first + 24), tail.readBigUInt64LE(first + 46 + 5 + 4)]).toEqual([
    0xffff_ffff,
    65n * BigInt(block.length),
  ]);
  expect(tail.readBigUInt64LE(end + 32)).toBe(2n);
});

test('more files than sixteen bits can count are all counted', async () => {
  const { tail } = await endOf(Array.from({ length: 65_536 }, () => ({})));
  const end = tail.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'));
  expect(tail.readBigUInt64LE(end + 32)).toBe(65_536n);
});

test('whoever stops taking bytes stops the reading, and what is gone is left out', async () => {
  let opened = 0;
  const stream = new Readable({ read() {} });
  stream.push(Buffer.from('first'));
  const archive = zipStream(
    entriesOf([
      { open: async () => null },
      {
        open: async () => {
          opened += 1;
          return stream;
        },
      },
      {
        open: async () => {
          opened += 1;
          return null;
        },
      },
    ]),
  );
  for await (const chunk of archive) if (String(chunk).includes('first')) break;
  await expect.poll(() => stream.destroyed).toBe(true);
  expect(opened).toBe(1);
});
