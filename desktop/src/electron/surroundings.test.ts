import { EventEmitter } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { NO_COUNTS, type EngineStatus } from '../bridge/contract.ts';
import { sampleStatus } from '../bridge/testing/samples.ts';
import { createFakeElectron } from './fake/electron.ts';
import { GALLERY_URL, setShellStage, STATUS, type ShellStage } from './fake/stage.ts';
import type { ShellParts } from './shell.ts';

const stages: ShellStage[] = [];
const PATIENCE = { timeout: 20_000 };

/** The shell as a person who installed it has it. */
async function start(overrides: Partial<ShellParts> = {}, electron = createFakeElectron()) {
  electron.app.isPackaged = true;
  const stage = await setShellStage(overrides, electron);
  stages.push(stage);
  await stage.start();
  const [tray] = electron.trays;
  if (!tray) throw new Error('There is no tray.');
  const counted = (counts: Partial<EngineStatus['counts']>): void =>
    stage.engine.publish({
      type: 'status',
      status: sampleStatus({ session: STATUS.session, counts: { ...NO_COUNTS, ...counts } }),
    });
  /** The person picks a line of the tray's menu. */
  const pick = (label: string): void => {
    const item = tray.menus.at(-1)?.find((one) => one.label === label);
    if (!item?.click) throw new Error(`There is no "${label}".`);
    Reflect.apply(item.click, null, []);
  };
  return { ...stage, tray, counted, pick };
}

function quit({ electron }: Pick<ShellStage, 'electron'>): Promise<number> {
  const exited = new Promise<number>((resolve) => electron.app.once('fake-exit', resolve));
  electron.app.quit();
  return exited;
}

afterEach(async () => {
  for (const stage of stages.splice(0)) {
    if (stage.electron.app.exits.length === 0) await quit(stage);
    await stage.remove();
  }
});

test('tray, bar on the icon and power follow the engine', async () => {
  const { tray, counted, window, electron } = await start();
  counted({ seen: 4, live: 1, queued: 3 });
  expect(tray.labels()).toContain('seen 4 · live 1 · queued 3');
  expect(window().progress).toEqual([0.03, 'normal']);
  expect(electron.powerSaveBlocker.held.size).toBe(1);
  counted({ seen: 4, live: 4 });
  expect(window().progress[0]).toBe(-1);
  expect(electron.powerSaveBlocker.held.size).toBe(0);
});

test('what needs a person rings while they look elsewhere, and a click brings the window', async () => {
  const { counted, window, electron } = await start();
  counted({ seen: 1, failed: 1 });
  expect(electron.notifications).toHaveLength(1);
  window().minimized = true;
  electron.notifications[0]?.emit('click');
  expect(window()).toMatchObject({ minimized: false, focused: true });
});

test('menus and tray speak the language of the system', async () => {
  const electron = createFakeElectron();
  electron.app.languages = ['zh-Hans-CN', 'en'];
  const { tray, counted } = await start({}, electron);
  counted({ seen: 1, live: 1 });
  expect(tray.labels()).toEqual(
    expect.arrayContaining(['第一张照片已发布', '打开相册', '显示窗口', '退出 Picture Live']),
  );
  expect(JSON.stringify(electron.menus)).toContain('添加联机文件夹');
});

test('the gallery opens in the browser, and the menu adds a folder', async () => {
  const { pick, electron, engine } = await start();
  pick('Open gallery');
  expect(electron.shell.opened).toEqual([GALLERY_URL]);
  const addFolder = vi.spyOn(engine.host.handlers, 'addFolder');
  electron.dialog.folder = '/shoot/A';
  const file = electron.menus.at(-1)?.find(({ label }) => label === 'File')?.submenu;
  const item = Array.isArray(file) ? file.find(({ label }) => label === 'Add hot folder…') : null;
  Reflect.apply(item?.click ?? (() => undefined), null, []);
  await vi.waitFor(() => expect(addFolder).toHaveBeenCalled(), PATIENCE);
  expect(addFolder).toHaveBeenCalledWith({ path: '/shoot/A', create: false });
});

test('without a session the tray says what to do, and offers no gallery', async () => {
  const { tray, engine } = await start();
  const session = { id: '', title: '', galleryUrl: '' };
  engine.publish({ type: 'status', status: sampleStatus({ session }) });
  expect(tray.labels()[0]).toBe('No session yet. The set-up is in the window.');
  expect(tray.menus.at(-1)?.find(({ label }) => label === 'Open gallery')?.enabled).toBe(false);
});

test('sending is paused and goes on from the tray, and what else is set stays', async () => {
  const { tray, pick, engine } = await start();
  const setUplink = vi.spyOn(engine.host.handlers, 'setUplink');
  pick('Pause sending');
  await vi.waitFor(() => expect(setUplink).toHaveBeenCalled(), PATIENCE);
  const { settings } = sampleStatus().uplink;
  expect(setUplink).toHaveBeenCalledWith({ ...settings, paused: true });
  const { uplink } = sampleStatus();
  const paused = { ...uplink, settings: { ...settings, paused: true } };
  engine.publish({ type: 'status', status: sampleStatus({ uplink: paused }) });
  expect(tray.labels()).toContain('Go on sending');
});

test('opening at login is one line in the tray, ticked where it is on', async () => {
  const { tray, pick } = await start();
  const ticked = () => tray.menus.at(-1)?.find(({ label }) => label === 'Open at login')?.checked;
  expect(ticked()).toBe(false);
  pick('Open at login');
  expect(ticked()).toBe(true);
});

test('a second start hands over its link and its folder, and the window comes to the front', async () => {
  const { electron, engine, window, launch } = await start();
  const addFolder = vi.spyOn(engine.host.handlers, 'addFolder');
  const card = path.join(launch.dataDir, 'card');
  await mkdir(card);
  window().minimized = true;
  const link = 'picture-live://pair?relay=https://photos.example';
  electron.app.emit('second-instance', {}, ['app', '--flag', 'card', link], launch.dataDir);
  expect(window().minimized).toBe(false);
  await vi.waitFor(() => expect(addFolder).toHaveBeenCalled(), PATIENCE);
  expect(addFolder).toHaveBeenCalledWith({ path: card, create: false });
  await vi.waitFor(() => expect(electron.dialog.boxes).toHaveLength(1), PATIENCE);
  expect(electron.app.schemes).toEqual(['picture-live']);
});

test('a clone takes no links from the system', async () => {
  const electron = createFakeElectron();
  const stage = await setShellStage({}, electron);
  stages.push(stage);
  await stage.start();
  expect(electron.app.schemes).toEqual([]);
});

class FakeUpdater extends EventEmitter {
  autoDownload = true;
  autoInstallOnAppQuit = false;
  checkForUpdates = async () => null;
  downloadUpdate = async () => null;
  quitAndInstall = vi.fn<() => void>();
}

test('an update waits for the photos, then restarts with the engine drained', async () => {
  const updater = new FakeUpdater();
  const { counted, pick, tray, engine, electron } = await start({
    loadUpdater: async () => updater,
  });
  updater.emit('update-available', { version: '1.2.0' });
  updater.emit('update-downloaded', { version: '1.2.0' });
  counted({ seen: 1, queued: 1 });
  expect(tray.labels()).toContain('Version 1.2.0 waits until all photos are live');
  counted({ seen: 1, live: 1 });
  const stops: number[] = [];
  updater.quitAndInstall.mockImplementation(() => {
    stops.push(engine.stops);
    electron.app.quit();
  });
  pick('Restart with version 1.2.0');
  await vi.waitFor(() => expect(electron.app.exits).toEqual([0]), PATIENCE);
  expect(stops).toEqual([1]);
});

test('an updater that cannot be loaded is told, and all else is there', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { tray } = await start({ loadUpdater: () => Promise.reject(new Error('no such module')) });
  expect(said.mock.calls.join('')).toContain('no such module');
  said.mockRestore();
  expect(tray.labels()).toContain('Quit Picture Live');
  expect(tray.labels()).not.toContain('Look for updates');
});

test('Windows finds its notices under the name it was installed by', async () => {
  const { electron } = await start();
  const builder = await readFile(
    path.join(import.meta.dirname, '../../../electron-builder.yml'),
    'utf8',
  );
  expect(builder).toContain(`\nappId: ${electron.app.appId}\n`);
});

test('a shot that comes while the menu is open keeps the program', async () => {
  const updater = new FakeUpdater();
  const { counted, tray, electron, engine } = await start({ loadUpdater: async () => updater });
  updater.emit('update-available', { version: '1.2.0' });
  updater.emit('update-downloaded', { version: '1.2.0' });
  const open = tray.menus.at(-1)?.find(({ label }) => label?.startsWith('Restart'));
  counted({ seen: 1, arriving: 1 });
  Reflect.apply(open?.click ?? (() => undefined), null, []);
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  expect(electron.app.exits).toEqual([]);
  expect(engine.stops).toBe(0);
});

test('everything goes with the program', async () => {
  const stage = await start();
  stage.counted({ seen: 1, queued: 1 });
  expect(await quit(stage)).toBe(0);
  expect(stage.tray.destroyed).toBe(true);
  expect(stage.electron.powerSaveBlocker.held.size).toBe(0);
  expect(stage.engine.listeners.size).toBe(0);
});

test('the window comes back where it was', async () => {
  const first = await start();
  const bounds = { x: 300, y: 100, width: 1100, height: 700 };
  first.window().place(bounds);
  await quit(first);
  const second = await start({ dataDir: first.launch.dataDir });
  expect(second.window().options).toMatchObject(bounds);
});
