import { existsSync } from 'node:fs';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBridge } from '../bridge/client.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../bridge/ipc-channels.ts';
import { ipcTransport } from '../bridge/ipc-client.ts';
import { createFakeElectron } from './fake/electron.ts';
import { createFakeHost, setShellStage, STATUS, type ShellStage } from './fake/stage.ts';
import type { ShellParts } from './shell.ts';

const stages: ShellStage[] = [];

async function setStage(
  overrides?: Partial<ShellParts>,
  electron = createFakeElectron(),
): Promise<ShellStage> {
  const stage = await setShellStage(overrides, electron);
  stages.push(stage);
  return stage;
}

/** The bridge as the page has it, over the fake's IPC. */
function bridgeOf({ electron, page }: ShellStage) {
  return createBridge(
    ipcTransport({
      invoke: (channel, name, input) =>
        electron.ipcMain.receive(page().sender(), channel, name, input),
      on: (_channel, listener) => {
        page().onSend = ({ message }) => listener({}, message);
      },
      removeListener: () => {
        page().onSend = () => undefined;
      },
    }),
  );
}

/** Waits until the app was told to exit; its code. */
function exitCode({ electron }: ShellStage): Promise<number> {
  return new Promise((resolve) => electron.app.once('fake-exit', resolve));
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const stage of stages.splice(0)) await stage.remove();
});

describe('start', () => {
  test('the window shows the UI, but not before it has painted', async () => {
    const stage = await setStage();
    const { app, windows } = stage.electron;
    app.on('web-contents-created', () => expect(windows.at(-1)?.visible).toBe(false));
    await stage.start();
    expect(windows).toHaveLength(1);
    expect(stage.window()).toMatchObject({ url: 'app://tether/', visible: true });
    expect(stage.window().options).toMatchObject({
      title: 'Picture Live',
      backgroundColor: '#161616',
    });
  });

  test('what Chromium keeps lies in the data folder, which has one app at a time', async () => {
    const stage = await setStage();
    const { app } = stage.electron;
    expect(app.paths['userData']).toBe(path.join(stage.launch.dataDir, 'window'));
    expect(existsSync(app.paths['userData'] ?? '')).toBe(true);
    const second = createFakeElectron();
    second.app.hasLock = false;
    await expect(setShellStage({}, second)).rejects.toMatchObject({ code: 'home_in_use' });
  });

  test('a failing engine is told and opens no window', async () => {
    const failure = new PictureLiveError('home_in_use');
    const stage = await setStage({ startEngine: () => Promise.reject(failure) });
    await expect(stage.start()).rejects.toBe(failure);
    expect(stage.electron.windows).toEqual([]);
  });

  test('a UI that was not built is told before the engine starts', async () => {
    const startEngine = vi.fn<ShellParts['startEngine']>();
    const stage = await setStage({ uiFolder: '/nowhere', startEngine });
    await expect(stage.start()).rejects.toThrow(/built/);
    expect(startEngine).not.toHaveBeenCalled();
  });

  test('an installed app shows the licences of what it is made of', async () => {
    const licences = '/opt/Picture Live/resources/third-party-licences.txt';
    const stage = await setStage({ licences });
    await stage.start();
    const items = stage.electron.menus
      .flat()
      .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const item = items.find(({ label }) => label === 'Show licences');
    Reflect.apply(item?.click ?? (() => undefined), null, []);
    expect(stage.electron.shell.revealed).toEqual([licences]);
  });
});

describe('bridge', () => {
  test('the page reaches the engine, and the shell answers for itself', async () => {
    const stage = await setStage();
    await stage.start();
    const bridge = bridgeOf(stage);
    expect(await bridge.call('status', null)).toEqual(STATUS);
    expect(await bridge.call('capabilities', null)).toEqual({
      shell: 'electron',
      revealInFolder: true,
      folderDialog: true,
    });
  });

  test('events of the engine reach the page', async () => {
    const stage = await setStage();
    await stage.start();
    const heard: unknown[] = [];
    const stop = bridgeOf(stage).subscribe((event) => heard.push(event));
    stage.engine.publish({ type: 'status', status: STATUS });
    stop();
    stage.engine.publish({ type: 'shots', shots: [] });
    expect(heard).toEqual([{ type: 'status', status: STATUS }]);
    expect(stage.page().sent.map(({ channel }) => channel)).toEqual([EVENT_CHANNEL, EVENT_CHANNEL]);
  });

  test('a shot is shown in the file manager, or the page hears that its file is gone', async () => {
    const stage = await setStage();
    await stage.start();
    const bridge = bridgeOf(stage);
    await bridge.call('revealShot', { shotId: 'shot-1' });
    expect(stage.electron.shell.revealed).toEqual(['/shoot/A/IMG_1.JPG']);
    await expect(bridge.call('revealShot', { shotId: 'shot-2' })).rejects.toMatchObject({
      code: 'not_found',
      message: 'The file is no longer in its hot folder.',
    });
  });
});

describe('window', () => {
  test('a second start brings the window to the front', async () => {
    const stage = await setStage();
    await stage.start();
    stage.window().minimized = true;
    stage.electron.app.emit('second-instance', {}, ['picture-live'], '/');
    expect(stage.window()).toMatchObject({ minimized: false, visible: true, focused: true });
    expect(stage.electron.windows).toHaveLength(1);
  });

  test('closing it ends the app on Windows and Linux, with the engine drained', async () => {
    const stage = await setStage();
    await stage.start();
    const exited = exitCode(stage);
    stage.window().close();
    stage.electron.app.emit('window-all-closed');
    expect(await exited).toBe(0);
    expect(stage.engine.stops).toBe(1);
  });

  test('on a Mac the engine goes on, and the dock brings the window back', async () => {
    const stage = await setStage({ platform: 'darwin' });
    await stage.start();
    stage.window().close();
    stage.electron.app.emit('window-all-closed');
    stage.engine.publish({ type: 'status', status: STATUS });
    expect(stage.engine.stops).toBe(0);
    stage.electron.app.emit('activate');
    expect(stage.electron.windows).toHaveLength(2);
    expect(await bridgeOf(stage).call('status', null)).toEqual(STATUS);
    const exited = exitCode(stage);
    stage.electron.app.quit();
    expect(await exited).toBe(0);
  });

  test('a page that crashed is loaded again, unless its window was closed', async () => {
    vi.useFakeTimers();
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const stage = await setStage();
    await stage.start();
    const page = stage.page();
    page.emit('render-process-gone', {}, { reason: 'oom' });
    await vi.runAllTimersAsync();
    expect(page.reloads).toBe(1);
    page.emit('render-process-gone', {}, { reason: 'crashed' });
    stage.window().close();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(page.reloads).toBe(1);
    const exited = exitCode(stage);
    stage.electron.app.quit();
    await exited;
  });
});

describe('quit', () => {
  test('the engine is drained once, however often somebody asks', async () => {
    const drained = Promise.withResolvers<void>();
    const engine = createFakeHost();
    const stop = vi.spyOn(engine.host, 'stop').mockReturnValue(drained.promise);
    const stage = await setStage({ startEngine: async () => engine.host });
    await stage.start();
    const exited = exitCode(stage);
    stage.electron.app.quit();
    stage.electron.app.quit();
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce());
    expect(stage.electron.app.exits).toEqual([]);
    expect(stage.window().visible).toBe(false);
    expect(engine.listeners.size).toBe(0);
    expect(stage.electron.ipcMain.handlers.has(CALL_CHANNEL)).toBe(false);
    drained.resolve();
    expect(await exited).toBe(0);
    expect(stage.electron.app.exits).toEqual([0]);
  });

  test('a page that calls while the engine drains is told, not left waiting', async () => {
    const stage = await setStage();
    await stage.start();
    const bridge = bridgeOf(stage);
    const exited = exitCode(stage);
    stage.electron.app.quit();
    await expect(bridge.call('status', null)).rejects.toMatchObject({ code: 'unavailable' });
    await exited;
  });

  test('an engine that is still starting is drained when it has started', async () => {
    const started = Promise.withResolvers<void>();
    const engine = createFakeHost();
    const stage = await setStage({
      startEngine: async () => {
        await started.promise;
        return engine.host;
      },
    });
    const starting = stage.start();
    await vi.waitFor(() => expect(stage.electron.menus).toHaveLength(1));
    const exited = exitCode(stage);
    stage.electron.app.quit();
    started.resolve();
    await starting;
    expect(await exited).toBe(0);
    expect(stage.electron.windows).toEqual([]);
  });

  test('an engine that cannot drain ends the app with a failure, and says why', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const engine = createFakeHost();
    vi.spyOn(engine.host, 'stop').mockRejectedValue(new Error('disk on fire'));
    const stage = await setStage({ startEngine: async () => engine.host });
    await stage.start();
    const exited = exitCode(stage);
    stage.electron.app.quit();
    expect(await exited).toBe(1);
    expect(said.mock.calls.join('')).toContain('disk on fire');
  });
});
