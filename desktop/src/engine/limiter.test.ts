import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createByteBudget, createLimiter } from './limiter.ts';

describe('the limiter', () => {
  it('runs no more tasks at once than it has slots, in the order given', async () => {
    const limited = createLimiter(2);
    const log: string[] = [];
    let atOnce = 0;
    let most = 0;
    const task = (name: string) => async () => {
      log.push(name);
      atOnce += 1;
      most = Math.max(most, atOnce);
      await turn();
      atOnce -= 1;
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => limited(task(name))));
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
  });

  it('goes on after a task that failed', async () => {
    const limited = createLimiter(1);
    await expect(limited(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limited(async () => 'yes')).toBe('yes');
  });
});

describe('the byte budget', () => {
  it('lets a file wait until the others have given back enough', async () => {
    const admit = createByteBudget(100);
    const first = await admit(60);
    let entered = false;
    const second = admit(60).then((release) => {
      entered = true;
      return release;
    });
    await turn();
    expect(entered).toBe(false);
    first();
    (await second)();
    expect(entered).toBe(true);
  });

  it('lets a file larger than everything through, alone', async () => {
    const admit = createByteBudget(10);
    const release = await admit(1000);
    release();
    release();
    await expect(admit(1000)).resolves.toBeTypeOf('function');
  });
});
