import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EVENT_CHANNEL, CALL_CHANNEL } from '../bridge/ipc-channels.ts';
import { ipcTransport } from '../bridge/ipc-client.ts';
import type { MessageSender } from './api.ts';
import { createFakeElectron } from './fake/electron.ts';
import { GALLERY_URL, setShellStage, type ShellStage } from './fake/stage.ts';

const PROJECT = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

let stage: ShellStage;
beforeAll(async () => {
  stage = await setShellStage();
  await stage.start();
});
afterAll(() => stage.remove());

const preferences = () => stage.window().options.webPreferences;

describe('13. Disable or limit navigation', () => {
  const EVENTS = ['will-navigate', 'will-frame-navigate', 'will-redirect'];

  test.each([
    'https://example.com/',
    GALLERY_URL,
    'file:///etc/passwd',
    'app://elsewhere/',
    'app://tether/media/shot-1/1/full.jpg',
    'app://tether.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
  ])('the page cannot become %s', (url) => {
    for (const event of EVENTS) expect(stage.page().ask(event, url)).toBe(true);
  });

  test('the page can load itself again', () => {
    for (const event of EVENTS) expect(stage.page().ask(event, 'app://tether/#list')).toBe(false);
  });

  test('files dropped on the window open nothing', () => {
    expect(preferences()).toMatchObject({ navigateOnDragDrop: false });
  });
});

test('14. Disable or limit creation of new windows', () => {
  for (const url of ['about:blank', 'app://tether/', 'https://example.com/']) {
    expect(stage.page().open(url)).toBe('deny');
  }
  expect(stage.electron.windows).toHaveLength(1);
});

describe('15. Do not use shell.openExternal with untrusted content', () => {
  test.each([
    'https://192.168.1.20:3001/g/anna-and-li',
    'http://192.168.1.20:3002/g/anna-and-li',
    'http://192.168.1.20:3001@example.com/',
    'http://192.168.1.20:3001.example.com/',
    'file:///usr/bin/calculator',
    'smb://192.168.1.20/share',
    'ms-settings:',
    'javascript:alert(1)',
    'not an address',
  ])('%s is not opened', (url) => {
    stage.page().open(url);
    expect(stage.electron.shell.opened).toEqual([]);
  });

  test('the gallery is opened in the browser of the person', async () => {
    const opening = await setShellStage();
    await opening.start();
    expect(opening.page().open(GALLERY_URL)).toBe('deny');
    expect(opening.electron.shell.opened).toEqual([GALLERY_URL]);
    await opening.remove();
  });

  test('a machine without a browser is said in the log', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const electron = createFakeElectron();
    electron.shell.openExternal = () => Promise.reject(new Error('no browser'));
    const broken = await setShellStage({}, electron);
    await broken.start();
    broken.page().open(GALLERY_URL);
    await vi.waitFor(() => expect(said.mock.calls.join('')).toContain('no browser'));
    said.mockRestore();
    await broken.remove();
  });
});

test('16. Use a current version of Electron', () => {
  const [, major] = /"electron": "(\d+)\.\d+\.\d+"/.exec(read('desktop/package.json')) ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(45);
});

describe('17. Validate the sender of all IPC messages', () => {
  const call = (sender: MessageSender) =>
    stage.electron.ipcMain.receive(sender, CALL_CHANNEL, 'status', null);

  test('our page is answered', async () => {
    expect(await call(stage.page().sender())).toMatchObject({ ok: true });
  });

  test.each<[string, () => MessageSender]>([
    ['a page of another origin', () => stage.page().sender('https://example.com')],
    ['a page whose origin only begins like ours', () => stage.page().sender('app://tether.evil')],
    ['an opaque origin', () => stage.page().sender('null')],
    [
      'a frame inside our page',
      () => ({
        sender: { id: stage.page().id },
        senderFrame: { origin: 'app://tether', parent: {} },
      }),
    ],
    ['a frame that is gone', () => ({ sender: { id: stage.page().id }, senderFrame: null })],
    [
      'another window',
      () => ({ sender: { id: -1 }, senderFrame: { origin: 'app://tether', parent: null } }),
    ],
  ])('%s is refused', async (_name, sender) => {
    const status = vi.spyOn(stage.engine.host.handlers, 'status');
    expect(await call(sender())).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(status).not.toHaveBeenCalled();
    status.mockRestore();
  });

  test('there is one channel to call, and its input is checked', async () => {
    const { ipcMain } = stage.electron;
    expect([...ipcMain.handlers.keys()]).toEqual([CALL_CHANNEL]);
    const send = (name: unknown, input: unknown) =>
      ipcMain.receive(stage.page().sender(), CALL_CHANNEL, name, input);
    expect(await send('constructor', null)).toMatchObject({ error: { code: 'not_found' } });
    expect(await send({ toString: 1 }, null)).toMatchObject({ error: { code: 'not_found' } });
    expect(await send('retryShot', { shotId: 7 })).toMatchObject({
      error: { code: 'invalid_request' },
    });
  });
});

test('18. Avoid usage of the file:// protocol and prefer custom protocols', () => {
  expect(stage.window().url).toBe('app://tether/');
  expect(stage.electron.protocol.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

test('19. Check which fuses you can change', () => {
  const [, fuses = ''] =
    /^electronFuses:\n((?: {2}.*\n)+)/m.exec(read('electron-builder.yml')) ?? [];
  const off = [
    'runAsNode',
    'enableNodeOptionsEnvironmentVariable',
    'enableNodeCliInspectArguments',
    'grantFileProtocolExtraPrivileges',
  ];
  const on = [
    'enableCookieEncryption',
    'enableEmbeddedAsarIntegrityValidation',
    'onlyLoadAppFromAsar',
  ];
  for (const fuse of off) expect(fuses).toContain(`  ${fuse}: false\n`);
  for (const fuse of on) expect(fuses).toContain(`  ${fuse}: true\n`);
});

test('links are registered, and updates are looked for only where a feed is named', () => {
  const builder = read('electron-builder.yml');
  expect(builder).toContain('schemes: [picture-live]');
  expect(builder).toMatch(/^publish: null$/m);
});

describe('20. Do not expose Electron APIs to untrusted web content', () => {
  test('the page gets the three functions of the transport', () => {
    const transport = ipcTransport({
      invoke: async () => ({ ok: true, value: null }),
      on: () => undefined,
      removeListener: () => undefined,
    });
    expect(Object.keys(transport).toSorted()).toEqual(['invoke', 'onConnection', 'subscribe']);
  });

  test('the page chooses neither channel nor gets the event it came with', async () => {
    const channels: string[] = [];
    const heard: unknown[][] = [];
    const transport = ipcTransport({
      invoke: async (channel) => {
        channels.push(channel);
        return { ok: true, value: null };
      },
      on: (channel, listener) => {
        channels.push(channel);
        listener({ sender: 'ipcRenderer' }, 'event');
      },
      removeListener: () => undefined,
    });
    await transport.invoke('other:channel', null);
    transport.subscribe((...received) => heard.push(received));
    expect(channels).toEqual([CALL_CHANNEL, EVENT_CHANNEL]);
    expect(heard).toEqual([['event']]);
  });

  test('developer tools open in development only', async () => {
    expect(preferences()).toMatchObject({ devTools: true });
    const electron = createFakeElectron();
    electron.app.isPackaged = true;
    const packaged = await setShellStage({}, electron);
    await packaged.start();
    expect(packaged.window().options.webPreferences).toMatchObject({ devTools: false });
    expect(JSON.stringify(electron.menus)).not.toContain('toggleDevTools');
    await packaged.remove();
  });
});
