import { describe, expect, it, vi } from 'vitest';
import { createPace } from './pace.ts';

/* A clock that moves only as far as somebody waits. */
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    time += ms;
  },
}));
let time = 0;

/** Sends pieces one after the other and says how many bytes had gone at each second. */
async function send(pieces: number, bytes: number, rate: () => number | null): Promise<number> {
  time = 1_000_000;
  const begun = time;
  const { signal } = new AbortController();
  const pace = createPace({ bytesPerSecond: rate, now: () => time });
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
    vi.doUnmock('node:timers/promises');
    vi.resetModules();
    const fresh = await import('./pace.ts');
    const end = new AbortController();
    const parts = { bytesPerSecond: () => 1, now: () => 0 };
    const pace = fresh.createPace(parts);
    await pace(1_000, end.signal);
    const waiting = pace(1_000, end.signal);
    end.abort();
    await expect(waiting).rejects.toThrow('abort');
  });
});
