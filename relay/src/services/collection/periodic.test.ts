import { expect, test } from 'vitest';
import { repeat } from './periodic.ts';

test('work that fails is reported and done again, until it is stopped', async () => {
  const failures: unknown[] = [];
  let times = 0;
  const stop = repeat(
    async () => {
      times += 1;
      if (times === 1) throw new Error('not today');
    },
    { firstMs: 1, everyMs: 1 },
    (error) => failures.push(error),
  );
  await expect.poll(() => times).toBeGreaterThan(2);
  await stop();
  const stopped = times;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(times).toBe(stopped);
  expect(failures).toHaveLength(1);
});

test('stopping tells the work that is running, and waits for it', async () => {
  let ended = false;
  let begun = false;
  const stop = repeat(
    async (signal) => {
      begun = true;
      while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
      ended = true;
    },
    { firstMs: 0, everyMs: 60_000 },
    () => expect.unreachable(),
  );
  await expect.poll(() => begun).toBe(true);
  await stop();
  expect(ended).toBe(true);
});
