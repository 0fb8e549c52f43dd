import { expect, test } from 'vitest';
import {
  applied,
  changeOf,
  conflicts,
  edit,
  resolve,
  settled,
  type Draft,
  type Look,
} from './draft.ts';

const LOOK: Look = {
  title: 'Wedding',
  name: null,
  welcomeText: 'Hello',
  colour: null,
  coverPhotoId: null,
};
const NONE: Draft = {};

test('what was changed is shown and asked for, with what it was; the rest is not touched', () => {
  const draft = edit(edit(NONE, LOOK, 'welcomeText', null), LOOK, 'name', 'Kiln');
  expect(applied(draft, LOOK)).toEqual({ ...LOOK, welcomeText: null, name: 'Kiln' });
  expect(changeOf(draft)).toEqual({
    branding: { welcomeText: null, title: 'Kiln' },
    was: { branding: { welcomeText: 'Hello', title: null } },
  });
  expect(changeOf(edit(NONE, LOOK, 'title', 'Party'))).toEqual({
    title: 'Party',
    was: { title: 'Wedding' },
  });
});

test('typed back as it was is not changed', () => {
  const draft = edit(edit(NONE, LOOK, 'title', 'W'), LOOK, 'title', 'Wedding');
  expect(draft).toEqual(NONE);
});

test('what somebody else changed meanwhile is said, once one has changed it, too', () => {
  const draft = edit(NONE, LOOK, 'title', 'Mine');
  const now = { ...LOOK, title: 'Theirs', colour: '#123456' };
  expect(conflicts(draft, LOOK)).toEqual([]);
  expect(conflicts(draft, now)).toEqual(['title']);
  expect(resolve(draft, now, 'title', 'theirs')).toEqual(NONE);
  const kept = resolve(draft, now, 'title', 'mine');
  expect(conflicts(kept, now)).toEqual([]);
  expect(changeOf(kept)).toEqual({ title: 'Mine', was: { title: 'Theirs' } });
});

test('the first thing that was seen counts, however long one types', () => {
  const begun = edit(NONE, LOOK, 'title', 'M');
  const now = { ...LOOK, title: 'Theirs' };
  expect(conflicts(edit(begun, now, 'title', 'Mi'), now)).toEqual(['title']);
});

test('what is saved is no draft any more', () => {
  const draft = edit(edit(NONE, LOOK, 'title', 'Party'), LOOK, 'colour', '#2b5fb0');
  expect(Object.keys(settled(draft, { ...LOOK, title: 'Party' }))).toEqual(['colour']);
  expect(settled(draft, LOOK)).toBe(draft);
});
