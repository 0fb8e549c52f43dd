import { expect, test } from 'vitest';
import { fateSoon } from './fate.ts';

const DAY = 24 * 3_600_000;
const NOW = 1_000 * DAY;

function fate(archiveAt: number | null, deleteAt: number | null) {
  const mine = { role: 'owner', hasAccessCode: false, deletedAt: null } as const;
  const retention = { kept: false, archiveAt, deleteAt };
  return fateSoon({ mine: { ...mine, restorableUntil: null, retention } }, NOW);
}

test('an owner is told a month before, and what is overdue still', () => {
  expect(fate(NOW + 29 * DAY, null)).toEqual({ step: 'archive', at: NOW + 29 * DAY });
  expect(fate(null, NOW - DAY)).toEqual({ step: 'delete', at: NOW - DAY });
});

test('what is far away, or never, is no news', () => {
  expect(fate(NOW + 31 * DAY, null)).toBeNull();
  expect(fate(null, null)).toBeNull();
  expect(fateSoon({}, NOW)).toBeNull();
});
