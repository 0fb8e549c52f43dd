import { expect, test } from 'vitest';
import { createHeadStart } from './head-start.ts';

function begin(count: number) {
  const headStart = createHeadStart(60_000);
  const begun: number[] = [];
  const giveUp = Array.from({ length: count }, (_, index) =>
    headStart.take(() => begun.push(index)),
  );
  return { headStart, begun, giveUp };
}

test('two pictures have the line to themselves until the first one is seen', async () => {
  const { headStart, begun } = begin(5);
  expect(begun).toEqual([0, 1]);
  headStart.end();
  await headStart.ended;
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  headStart.take(() => begun.push(9));
  expect(begun.at(-1)).toBe(9);
});

test('what has left the screen meanwhile is not asked for', () => {
  const { headStart, begun, giveUp } = begin(4);
  giveUp[2]?.();
  headStart.end();
  expect(begun).toEqual([0, 1, 3]);
});

test('a picture that is given up on its way makes room for the next', () => {
  const { begun, giveUp } = begin(4);
  giveUp[0]?.();
  expect(begun).toEqual([0, 1, 2]);
});

test('where no picture comes, nobody waits for ever', async () => {
  const headStart = createHeadStart(1);
  const begun: number[] = [];
  for (const index of [0, 1, 2]) headStart.take(() => begun.push(index));
  await headStart.ended;
  expect(begun).toEqual([0, 1, 2]);
});
