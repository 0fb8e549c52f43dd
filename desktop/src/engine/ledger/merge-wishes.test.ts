import { expect, test } from 'vitest';
import { mergeWishes, tagsAfter } from './merge-wishes.ts';

test.each([
  ['the later word', { retracted: true }, { retracted: false }, { retracted: false }],
  [
    'what was not named again',
    { caption: 'a' },
    { featured: true },
    { caption: 'a', featured: true },
  ],
  ['tags of both', { tag: ['a'] }, { tag: ['b', 'a'] }, { tag: ['a', 'b'] }],
  [
    'no tag that was taken away again',
    { tag: ['a', 'b'] },
    { untag: ['a'] },
    { tag: ['b'], untag: ['a'] },
  ],
  ['a tag that was given back', { untag: ['a'] }, { tag: ['a'] }, { tag: ['a'] }],
])('of two wishes holds %s', (_what, before, next, merged) => {
  expect(mergeWishes(before, next)).toEqual(merged);
});

test('tags stand once, in the order they were added', () => {
  expect(tagsAfter(['a', 'b'], { tag: ['c', 'b'], untag: ['a'] })).toEqual(['b', 'c']);
});
