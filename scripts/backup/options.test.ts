import { expect, it } from 'vitest';
import { parseBackup } from './options.ts';

const around = { cwd: '/work', userHome: '/home/jana', env: {} };

it('files and folders are named from where the command was typed', () => {
  expect(parseBackup('backup', ['a.tar', '--home', '~/Live'], around)).toEqual({
    file: '/work/a.tar',
    home: '/home/jana/Live',
    replace: false,
    verify: false,
  });
  expect(parseBackup('restore', ['/a.tar', '--verify', '--replace'], around)).toMatchObject({
    file: '/a.tar',
    home: undefined,
    replace: true,
    verify: true,
  });
});

it.each([
  [[], /Name one file: npm run backup/],
  [['a', 'b'], /Name one file/],
  [['a', '--fast'], /'--fast'.*--help/],
  [['a', '--home', ' '], /--home needs/],
  [['a', '--verify'], /npm run restore -- FILE --verify/],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => parseBackup('backup', args, around)).toThrow(sentence);
});

it('explains itself', () => {
  expect(parseBackup('backup', ['--help'], around)).toBeNull();
});
