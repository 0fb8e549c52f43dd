import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('pieces of work do not overlap, and one that fails holds nobody up', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
  };
  const [, failed] = await Promise.allSettled(
    ['a', 'b', 'c'].map((name) => turns.take(piece(name))),
  );
  expect(failed?.status).toBe('rejected');
  await turns.settled();
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});
