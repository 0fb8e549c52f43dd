import { expect, test } from 'vitest';
import { workBehind } from './behind.ts';

test('work is done behind, in its order, and what fails stops nothing', async () => {
  const failures: unknown[] = [];
  const done: number[] = [];
  const behind = workBehind((error) => failures.push(error));
  behind.add(async () => void done.push(1));
  behind.add(async () => {
    throw new Error('the disk is full');
  });
  behind.add(async () => void done.push(3));
  expect(done).toEqual([]);
  await behind.stop();
  expect(done).toEqual([1, 3]);
  expect(failures).toMatchObject([{ message: 'the disk is full' }]);
});

test('whoever floods it fills no memory, and nothing begins once it was stopped', async () => {
  let done = 0;
  const behind = workBehind(() => undefined, 2);
  const work = async (): Promise<void> => {
    done += 1;
  };
  for (let n = 0; n < 100; n += 1) behind.add(work);
  const stopping = behind.stop();
  behind.add(work);
  await stopping;
  expect(done).toBe(2);
});
