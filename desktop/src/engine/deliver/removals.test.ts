import { expect, test } from 'vitest';
import { createRemovals } from './removals.ts';

test('the newest count of each shot is known, and not for ever of how many', () => {
  const removals = createRemovals();
  removals.set('first', { gone: 0, screens: 3 });
  removals.set('first', { gone: 3, screens: 3 });
  expect(removals.of('first')).toEqual({ gone: 3, screens: 3 });
  for (let shot = 0; shot < 500; shot += 1) removals.set(`shot ${shot}`, { gone: 1, screens: 1 });
  expect(removals.of('first')).toBeUndefined();
  expect(removals.of('shot 0')).toEqual({ gone: 1, screens: 1 });
});
