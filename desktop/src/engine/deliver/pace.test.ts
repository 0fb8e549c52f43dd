import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

/**
 * Sends pieces one after the other by a clock that moves only as far as somebody waits.
 *
 * @returns how long it took, in milliseconds of that clock.
 */
async function send(pieces: number, bytes: number, rate: () => number | null): Promise<number> {
  const begun = 1_000_000;
  let time = begun;
  const { signal } = new AbortController();
  const wait = async (ms: number): Promise<void> => {
    time += ms;
  };
  const pace = createPace({ bytesPerSecond: rate, now: () => time, wait });
  for (let piece = 0; piece < pieces; piece += 1) await pace(bytes, signal);
  return time - begun;
}

describe('the pace of all uploads', () => {
  it('is the rate that was set', async () => {
    const took = await send(1_000, 16_384, () => 100_000);
    expect((1_000 * 16_384) / (took / 1000) / 100_000).toBeCloseTo(1, 2);
  });

  it('is that of the line where none was set', async () => {
    expect(await send(1_000, 16_384, () => null)).toBe(0);
  });

  it('changes with the next piece', async () => {
    let rate = 50_000;
    const took = await send(100, 10_000, () => {
      rate = 100_000;
      return rate;
    });
    expect(took).toBeLessThan(10_000);
  });

  it('ends with the engine', async () => {
    const end = new AbortController();
    const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
    const pace = createPace({ bytesPerSecond: () => 1, now: () => 0, wait });
    await pace(1_000, end.signal);
    const waiting = pace(1_000, end.signal);
    end.abort();
    await expect(waiting).rejects.toThrow('abort');
  });
});
