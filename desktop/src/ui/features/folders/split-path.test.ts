import { expect, it } from 'vitest';
import { splitPath } from './split-path.ts';

it.each([
  ['/Users/jane/Pictures/Wedding/Capture', { parent: '…/Wedding', name: 'Capture' }],
  ['/Shoot/A/', { parent: '/Shoot', name: 'A' }],
  ['/Shoot', { parent: '/', name: 'Shoot' }],
  ['C:\\Shoot\\2026\\A', { parent: '…\\2026', name: 'A' }],
  ['\\\\nas\\shoot', { parent: '\\nas', name: 'shoot' }],
])('tells %s apart by its last folder', (path, parts) => {
  expect(splitPath(path)).toEqual(parts);
});
