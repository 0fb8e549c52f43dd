import { expect, test } from 'vitest';
import { createWakefulness } from './awake.ts';
import { createFakeSystem } from './fake/system.ts';

function stage() {
  const { powerSaveBlocker } = createFakeSystem();
  return { held: powerSaveBlocker.held, awake: createWakefulness(powerSaveBlocker) };
}

test('the computer stays awake while shots are on their way, and only then', () => {
  const { held, awake } = stage();
  awake.tell({ working: 0 });
  expect(held.size).toBe(0);
  awake.tell({ working: 3 });
  awake.tell({ working: 2 });
  expect(held.size).toBe(1);
  awake.tell({ working: 0 });
  expect(held.size).toBe(0);
  awake.tell({ working: 1 });
  expect(held.size).toBe(1);
});

test('a program that ends lets it sleep', () => {
  const { held, awake } = stage();
  awake.tell({ working: 1 });
  awake.stop();
  awake.stop();
  expect(held.size).toBe(0);
});
