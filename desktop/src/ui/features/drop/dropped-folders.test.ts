import { expect, it } from 'vitest';
import { droppedFolders, type DroppedItem } from './dropped-folders.ts';

const PATHS = new Map([
  ['A', '/shoot/A'],
  ['B', '/shoot/B'],
  ['IMG_1.JPG', '/shoot/IMG_1.JPG'],
]);
const pathOf = (file: File): string => PATHS.get(file.name) ?? '';

const item = (name: string, isDirectory: boolean): DroppedItem => ({
  kind: 'file',
  webkitGetAsEntry: () => ({ isDirectory }),
  getAsFile: () => new File([], name),
});
const TEXT: DroppedItem = { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null };

it.each<[string, DroppedItem[], string[]]>([
  ['two folders', [item('A', true), item('B', true)], ['/shoot/A', '/shoot/B']],
  ['a folder twice', [item('A', true), item('A', true)], ['/shoot/A']],
  ['photos', [item('IMG_1.JPG', false)], []],
  ['a folder among photos', [item('IMG_1.JPG', false), item('A', true)], ['/shoot/A']],
  ['a folder that lies nowhere', [item('mail attachment', true)], []],
  ['selected text', [TEXT], []],
  ['nothing', [], []],
])('%s', (_case, items, folders) => {
  expect(droppedFolders(items, pathOf)).toEqual(folders);
});
