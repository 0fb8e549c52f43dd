import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlerts } from './alerts.ts';
import { createDiskPatience } from './disk-patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

describe('a full disk', () => {
  it('is waited out, said meanwhile, and forgotten afterwards', async () => {
    const alerts = createAlerts(() => {});
    const patiently = createDiskPatience(alerts, new AbortController().signal);
    let space = false;
    const work = patiently(() => {
      if (!space) throw new Error('spool', { cause: full });
      return 'written';
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(alerts.list()).toMatchObject([{ code: 'disk_full' }]);
    space = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await work).toBe('written');
    expect(alerts.list()).toEqual([]);
  });

  it('is still said while another photo waits for space', async () => {
    const alerts = createAlerts(() => {});
    const patiently = createDiskPatience(alerts, new AbortController().signal);
    let spaceFor = 0;
    const work = (size: number) =>
      patiently(() => {
        if (size > spaceFor) throw full;
      });
    const small = work(1);
    const large = work(2);
    await vi.advanceTimersByTimeAsync(2_000);
    spaceFor = 1;
    await vi.advanceTimersByTimeAsync(2_000);
    await small;
    expect(alerts.list()).toHaveLength(1);
    spaceFor = 2;
    await vi.advanceTimersByTimeAsync(2_000);
    await large;
    expect(alerts.list()).toEqual([]);
  });

  it('is the only failure that is waited out', async () => {
    const patiently = createDiskPatience(
      createAlerts(() => {}),
      new AbortController().signal,
    );
    await expect(
      patiently(() => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
  });
});
