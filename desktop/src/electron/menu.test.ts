import { describe, expect, test, vi } from 'vitest';
import { menuTemplate, type MenuCommands } from './menu.ts';
import { chooseShellLanguage } from './words.ts';

const PLATFORMS = ['darwin', 'win32', 'linux'] as const;

function menu(platform: NodeJS.Platform, { development = false, language = 'en' } = {}) {
  const commands = {
    addFolder: vi.fn<() => void>(),
    openGallery: vi.fn<() => void>(),
    showLogs: vi.fn<() => void>(),
    showLicences: vi.fn<() => void>(),
  };
  const words = chooseShellLanguage([language]).shell;
  const template = menuTemplate({ platform, development, words, commands });
  return { template, commands, text: JSON.stringify(template) };
}

const roles = (platform: NodeJS.Platform, development = false) =>
  menu(platform, { development }).text.match(/(?<="role":")\w+/g);

test('a Mac has the keys for copying, hiding and quitting', () => {
  expect(roles('darwin')).toEqual(
    expect.arrayContaining(['appMenu', 'editMenu', 'windowMenu', 'hide', 'quit', 'close']),
  );
});

test('elsewhere the app can be quit and text copied by key', () => {
  expect(roles('win32')).toEqual(expect.arrayContaining(['quit', 'editMenu', 'copy', 'paste']));
  expect(roles('linux')).toEqual(roles('win32'));
});

test.each(PLATFORMS)('developer tools are in the menu in development only (%s)', (platform) => {
  expect(roles(platform, true)).toEqual(expect.arrayContaining(['toggleDevTools', 'reload']));
  expect(roles(platform)).not.toContain('toggleDevTools');
  expect(roles(platform)).not.toContain('reload');
});

describe.each(PLATFORMS)('on %s', (platform) => {
  test('every line has words of ours, as Electron’s own are English', () => {
    const { template } = menu(platform, { language: 'zh-CN' });
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    expect(items.length).toBeGreaterThan(10);
    for (const { type, label } of items) {
      if (type !== 'separator') expect(label).toMatch(/\p{Script=Han}/u);
    }
  });

  test.each<[keyof MenuCommands, string]>([
    ['addFolder', 'Add hot folder…'],
    ['openGallery', 'Open gallery'],
  ])('%s is there, with a key', (command, label) => {
    const { template, commands } = menu(platform);
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items.find((one) => one.label === label);
    expect(item?.accelerator).toMatch(/^CmdOrCtrl\+/);
    Reflect.apply(item?.click ?? (() => undefined), null, []);
    expect(commands[command]).toHaveBeenCalledOnce();
  });

  test('whoever helps finds the log files', () => {
    const { template, commands } = menu(platform);
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items.find(({ label }) => label === 'Show log files');
    Reflect.apply(item?.click ?? (() => undefined), null, []);
    expect(commands.showLogs).toHaveBeenCalledOnce();
  });

  test('whose work is in the app can be read', () => {
    const { template, commands } = menu(platform);
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items.find(({ label }) => label === 'Show licences');
    Reflect.apply(item?.click ?? (() => undefined), null, []);
    expect(commands.showLicences).toHaveBeenCalledOnce();
  });
});
