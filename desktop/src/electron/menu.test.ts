import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

const roles = (platform: NodeJS.Platform, development = false) =>
  JSON.stringify(menuTemplate({ platform, development })).match(/(?<="role":")\w+/g);

test('a Mac has the keys for copying, hiding and quitting', () => {
  expect(roles('darwin')).toEqual(expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu']));
});

test('elsewhere the app can be quit and text copied by key', () => {
  expect(roles('win32')).toEqual(expect.arrayContaining(['quit', 'editMenu']));
  expect(roles('linux')).toEqual(roles('win32'));
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'developer tools are in the menu in development only (%s)',
  (platform) => {
    expect(roles(platform, true)).toEqual(expect.arrayContaining(['toggleDevTools', 'reload']));
    expect(roles(platform)).not.toContain('toggleDevTools');
    expect(roles(platform)).not.toContain('reload');
  },
);
