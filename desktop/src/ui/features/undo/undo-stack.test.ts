import { expect, it } from 'vitest';
import { withoutStep, withStep, type UndoStep } from './undo-stack.ts';

const step = (rating: number): UndoStep => ({
  said: { kind: 'rated', rating, shots: { count: 1, name: 'IMG_1.JPG' } },
  reversals: [],
});

it('what can be undone has a bound: the oldest is forgotten', () => {
  const steps = Array.from({ length: 300 }, (_, n) => step(n));
  const stack = steps.reduce<readonly UndoStep[]>(withStep, []);
  expect(stack).toHaveLength(200);
  expect(stack.at(-1)).toBe(steps.at(-1));
});

it('a step that could not be done is no longer to be undone, whatever came after it', () => {
  const [first, second] = [step(1), step(1)];
  expect(withoutStep([first, second], first)).toEqual([second]);
});
