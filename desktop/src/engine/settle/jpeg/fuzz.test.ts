import { beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../identify/identify.ts';
import { cameraPhotograph, plainFrame, progressive } from '../testing/pictures.ts';
import { isExactlyCoded } from './coded-scan.ts';
import { walkJpeg } from './walk.ts';

const KINDS = ['whole', 'cut', 'hole', 'malformed'];

/** mulberry32: the same numbers in every run, so that a failure can be repeated. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function examine(bytes: Buffer): void {
  const verdict = walkJpeg(bytes);
  expect(KINDS).toContain(verdict.kind);
  identify(bytes.subarray(0, 4096), 'a.jpg');
  if (verdict.kind !== 'whole') return;
  expect(verdict.end).toBeLessThanOrEqual(bytes.length);
  for (const scan of verdict.scans) {
    const decoding = isExactlyCoded(bytes, scan);
    while (decoding.next().done !== true);
  }
}

describe('bytes that nobody meant to be a photograph', () => {
  let sources: Buffer[];

  beforeAll(async () => {
    const photograph = await cameraPhotograph(7, 320, 240);
    sources = [photograph, await progressive(photograph), await plainFrame('white')];
  });

  it('random bytes behind a start marker get a verdict', () => {
    const chance = chanceOf(1);
    for (let round = 0; round < 1000; round += 1) {
      const bytes = Buffer.from(Array.from({ length: chance(3000) }, () => chance(256)));
      examine(bytes);
      examine(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xc0 + chance(64)]), bytes]));
    }
  });

  it('photographs with changed, missing, added and moved bytes get a verdict', () => {
    const chance = chanceOf(2);
    for (let round = 0; round < 1200; round += 1) {
      let bytes = Buffer.from(sources[round % sources.length] ?? []);
      const area = round % 2 === 0 ? Math.min(1500, bytes.length) : bytes.length;
      for (let change = 0; change <= chance(6); change += 1) {
        const at = chance(area);
        const length = chance(40);
        const parts = [bytes.subarray(0, at), bytes.subarray(at)] as const;
        switch (chance(4)) {
          case 0:
            bytes[at] = chance(256);
            break;
          case 1:
            bytes = Buffer.concat([parts[0], parts[1].subarray(length)]);
            break;
          case 2:
            bytes = Buffer.concat([parts[0], bytes.subarray(0, length), parts[1]]);
            break;
          default:
            bytes.fill(chance(2) * 255, at, Math.min(at + length, bytes.length));
        }
      }
      examine(bytes);
    }
  });

  it('megabytes made to be slow are read once from end to end', () => {
    const size = 2 * 1024 * 1024;
    const header = (sources[0] ?? Buffer.alloc(0)).subarray(0, 2000);
    const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
    const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0]);
    const start = Buffer.from([0xff, 0xd8]);
    const oneCode = (table: number) =>
      Buffer.concat([Buffer.from([0xff, 0xc4, 0, 20, table, 1]), Buffer.alloc(16)]);
    const flat = Buffer.concat([oneCode(0x00), oneCode(0x10)]);
    for (const fill of ['ff', '00', 'ff00', 'ffd0', 'ffd0ffd1', 'ffc40004', 'fffe0002', '00ff']) {
      const body = Buffer.alloc(size, Buffer.from(fill, 'hex'));
      examine(body);
      examine(Buffer.concat([header, body]));
      examine(Buffer.concat([start, frame, scan, body]));
      examine(Buffer.concat([start, frame, flat, scan, body, Buffer.from([0xff, 0xd9])]));
    }
    const scans = Buffer.alloc(size, Buffer.concat([scan, Buffer.from([1, 2])]));
    examine(Buffer.concat([start, frame, scans, Buffer.from([0xff, 0xd9])]));
  });
});
