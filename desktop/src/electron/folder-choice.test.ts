import { PictureLiveError } from '@picture-live/shared/errors';
import { expect, test } from 'vitest';
import { FakeDialog } from './fake/system.ts';
import { createFolderChoice } from './folder-choice.ts';
import { chooseShellLanguage } from './words.ts';

function stage() {
  const dialog = new FakeDialog();
  const added: string[] = [];
  const addFolder = async ({ path, create }: { path: string; create: boolean }) => {
    if (path === '/system') throw new PictureLiveError('invalid_request', 'Not this one.');
    added.push(`${path} ${create}`);
    return null;
  };
  const { shell } = chooseShellLanguage(['zh-CN']);
  return { dialog, added, choice: createFolderChoice(dialog, { addFolder }, shell) };
}

test('the system asks for a folder, in the language of the person', async () => {
  const { dialog, choice } = stage();
  dialog.folder = '/shoot/A';
  expect(await choice.choose()).toBe('/shoot/A');
  expect(dialog.opened).toMatchObject([
    { title: '选择联机文件夹', properties: ['openDirectory', 'createDirectory'] },
  ]);
});

test('whoever cancels has chosen nothing, and nothing is added', async () => {
  const { choice, added } = stage();
  expect(await choice.choose()).toBeNull();
  await choice.chooseAndAdd();
  expect(added).toEqual([]);
});

test('one that cannot be added is said, and the others are', async () => {
  const { dialog, choice, added } = stage();
  await choice.add(['/shoot/A', '/system', '/shoot/B']);
  expect(added).toEqual(['/shoot/A false', '/shoot/B false']);
  expect(dialog.boxes).toMatchObject([{ detail: '/system\nNot this one.' }]);
});

test('what is a fault of ours is not hidden in a box', async () => {
  const dialog = new FakeDialog();
  const fault = new Error('a fault');
  const addFolder = () => Promise.reject(fault);
  const choice = createFolderChoice(dialog, { addFolder }, chooseShellLanguage([]).shell);
  await expect(choice.add(['/shoot/A'])).rejects.toBe(fault);
});
