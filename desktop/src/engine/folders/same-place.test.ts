import path from 'node:path';
import { expect, it } from 'vitest';
import { samePlaces } from './same-place.ts';

const FOLDERS = [
  { id: 'shoot', path: '/shoot' },
  { id: 'day', path: '/shoot/day 1' },
  { id: 'other', path: '/shooting' },
];
const named = (hotFolderId: string, file: string) =>
  samePlaces({ hotFolderId, path: file }, FOLDERS, path.posix).map(
    (place) => `${place.hotFolderId}:${place.path}`,
  );

it.each([
  ['shoot', 'IMG_1.JPG', ['shoot:IMG_1.JPG']],
  ['shoot', 'day 1/a/IMG_1.JPG', ['shoot:day 1/a/IMG_1.JPG', 'day:a/IMG_1.JPG']],
  ['day', 'IMG_1.JPG', ['shoot:day 1/IMG_1.JPG', 'day:IMG_1.JPG']],
  ['other', 'IMG_1.JPG', ['other:IMG_1.JPG']],
])('%s/%s is one file, whichever folder names it', (folder, file, names) => {
  expect(named(folder, file)).toEqual(names);
});

it('holds with the separators of Windows', () => {
  const folders = [
    { id: 'a', path: 'C:\\shoot' },
    { id: 'b', path: 'C:\\shoot\\day\\1' },
    { id: 'c', path: 'D:\\shoot' },
  ];
  const places = samePlaces({ hotFolderId: 'b', path: 'x/IMG.JPG' }, folders, path.win32);
  expect(places).toEqual([
    { hotFolderId: 'a', path: 'day/1/x/IMG.JPG' },
    { hotFolderId: 'b', path: 'x/IMG.JPG' },
  ]);
});
