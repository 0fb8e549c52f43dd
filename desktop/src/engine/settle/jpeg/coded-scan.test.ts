import { beforeAll, describe, expect, it } from 'vitest';
import {
  blurredExport,
  cameraPhotograph,
  cameraSamples,
  plainFrame,
  progressive,
  scanStart,
  zeroed,
} from '../testing/pictures.ts';
import { tinyJpeg } from '../testing/tiny-jpeg.ts';
import { isExactlyCoded } from './coded-scan.ts';
import { walkJpeg } from './walk.ts';

/** Follows all scans that can be followed; null where the structure alone refuses the file. */
function followed(bytes: Buffer): boolean | null {
  const verdict = walkJpeg(bytes);
  if (verdict.kind !== 'whole') return null;
  return verdict.scans.every((scan) => {
    const decoding = isExactlyCoded(bytes, scan);
    let slice = decoding.next();
    while (slice.done !== true) slice = decoding.next();
    return slice.value;
  });
}

describe('a photograph exported out of focus, with tables in which zeros are plain picture', () => {
  let blurred: Buffer;
  let other: Buffer;

  beforeAll(async () => {
    [blurred, other] = await Promise.all([blurredExport(2), blurredExport(3)]);
  });

  it('comes out even when it is whole', () => {
    expect(followed(blurred)).toBe(true);
  });

  it('has data left over when there is a hole in it', () => {
    const start = scanStart(blurred);
    for (let at = start + 100; at + 4096 < blurred.length - 2; at += 6007) {
      const holed = zeroed(blurred, at, 4096);
      // Or else the structure would have refused it, and this would test nothing.
      expect(walkJpeg(holed)).toMatchObject({ kind: 'whole' });
      expect(followed(holed), `at ${at}`).toBe(false);
    }
  });

  it('does not come out even when half of it is another photograph', () => {
    const half = Math.floor(blurred.length / 2);
    const mixed = Buffer.concat([blurred.subarray(0, half), other.subarray(half)]);
    expect(followed(mixed)).not.toBe(true);
  });
});

describe('what is followed to its exact end', () => {
  it.each(['white', 'black', '#7f9f5f'])('a frame of nothing but %s', async (colour) => {
    expect(followed(await plainFrame(colour))).toBe(true);
  });

  it('a camera’s photograph, but not one half written over with another', async () => {
    const [first, second] = await Promise.all([cameraPhotograph(4), cameraPhotograph(5)]);
    expect(followed(first)).toBe(true);
    const half = Math.floor(Math.min(first.length, second.length) / 2);
    const mixed = Buffer.concat([first.subarray(0, half), second.subarray(half)]);
    expect(walkJpeg(mixed).kind).toBe('whole');
    expect(followed(mixed)).toBe(false);
  });

  it('the DC scans of a progressive one', async () => {
    const steps = await progressive(await cameraPhotograph(6));
    const verdict = walkJpeg(steps);
    const codes = verdict.kind === 'whole' && verdict.scans.map((scan) => scan.codes);
    expect(codes).toEqual(['dc_first', 'dc_refinement']);
    expect(followed(steps)).toBe(true);
  });

  it('one with restart markers, but not with too much between two of them', () => {
    const tones = Array.from({ length: 4000 }, (_, block) => ((block * 7919) % 1800) - 900);
    const jpeg = tinyJpeg(80, tones, 40);
    expect(followed(jpeg)).toBe(true);
    const marker = jpeg.indexOf(Buffer.from([0xff, 0xd3]));
    const stuffed = [jpeg.subarray(0, marker), Buffer.alloc(100, 0x11), jpeg.subarray(marker)];
    expect(followed(Buffer.concat(stuffed))).toBe(false);
  });

  it.for(cameraSamples(/\.jpg$/u))('$name', ({ bytes }) => {
    expect(followed(bytes)).toBe(true);
  });
});
