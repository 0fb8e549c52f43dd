import type { Session } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isLongEnough, makeAccessCode } from '../access/access-code.ts';
import { fromLocalTime, toLocalTime } from '../access/local-time.ts';
import { choose, stateOf } from './state.ts';

const NOW = 1_800_000_000_000;

function session(title: string, changes: Partial<Session> = {}, deletedAt: number | null = null) {
  return {
    id: title,
    slug: title,
    title,
    createdAt: NOW,
    lastSeq: 0,
    era: '',
    photoCount: 0,
    mine: { role: 'owner' as const, hasAccessCode: false, deletedAt, restorableUntil: deletedAt },
    ...changes,
  };
}

test('a session is over when its time is, and in the bin whatever its time says', () => {
  expect(stateOf(session('a'), NOW)).toBe('active');
  expect(stateOf(session('a', { expiresAt: NOW + 1 }), NOW)).toBe('active');
  expect(stateOf(session('a', { expiresAt: NOW }), NOW)).toBe('archived');
  expect(stateOf(session('a', { expiresAt: NOW }, NOW), NOW)).toBe('bin');
});

test('a search finds titles with all of its words, in any order and case', () => {
  const all = [
    session('Anna & Li · Wedding'),
    session('Li’s birthday'),
    session('Wedding', {}, NOW),
  ];
  const titles = (search: string) =>
    choose(all, { state: 'active', search, now: NOW }).map(({ title }) => title);
  expect(titles('  wedding LI ')).toEqual(['Anna & Li · Wedding']);
  expect(titles('li')).toHaveLength(2);
  expect(titles('')).toHaveLength(2);
  expect(titles('nobody')).toEqual([]);
});

test('a code that was made up is long enough for the relay, and never the same', () => {
  const codes = Array.from({ length: 50 }, makeAccessCode);
  expect(new Set(codes).size).toBe(50);
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}-[a-z2-7]{4}$/);
  expect([isLongEnough('ab - cd'), isLongEnough('ab-cd ef')]).toEqual([false, true]);
});

test('a moment is shown and read by the wall clock, to the minute', () => {
  const at = new Date(2026, 5, 20, 18, 30).getTime();
  expect(toLocalTime(at)).toBe('2026-06-20T18:30');
  expect(fromLocalTime('2026-06-20T18:30')).toBe(at);
  expect([toLocalTime(null), fromLocalTime('')]).toEqual(['', null]);
});
