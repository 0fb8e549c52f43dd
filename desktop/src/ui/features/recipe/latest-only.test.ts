import { expect, it, vi } from 'vitest';
import { latestOnly } from './latest-only.ts';

/** Work that ends when the test says so. */
function stage() {
  const begun: number[] = [];
  const ends: ((fails?: Error) => void)[] = [];
  const done: number[] = [];
  const failed = vi.fn<(error: unknown) => void>();
  const asked = latestOnly(
    (input: number) => {
      begun.push(input);
      return new Promise<number>((resolve, reject) => {
        ends.push((fails) => (fails === undefined ? resolve(input) : reject(fails)));
      });
    },
    (output) => done.push(output),
    failed,
  );
  return { asked, begun, ends, done, failed };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('works on one thing at a time and then on the newest that was asked for', async () => {
  const { asked, begun, ends, done } = stage();
  for (const input of [1, 2, 3, 4]) asked.ask(input);
  expect(begun).toEqual([1]);
  ends[0]?.();
  await settled();
  expect(begun).toEqual([1, 4]);
  ends[1]?.();
  await settled();
  expect(done).toEqual([1, 4]);
  asked.ask(5);
  expect(begun).toEqual([1, 4, 5]);
});

it('goes on after a failure, which is told', async () => {
  const { asked, begun, ends, failed } = stage();
  asked.ask(1);
  asked.ask(2);
  const error = new Error('no shot yet');
  ends[0]?.(error);
  await settled();
  expect(failed).toHaveBeenCalledWith(error);
  expect(begun).toEqual([1, 2]);
});

it('is silent once it was stopped', async () => {
  const { asked, begun, ends, done } = stage();
  asked.ask(1);
  asked.ask(2);
  asked.stop();
  ends[0]?.();
  await settled();
  expect(done).toEqual([]);
  expect(begun).toEqual([1]);
});
