import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUpdates, type Updater, type Updates } from './updates.ts';

const HOUR = 60 * 60 * 1_000;

class FakeUpdater extends EventEmitter implements Updater {
  autoDownload = true;
  autoInstallOnAppQuit = false;
  checkForUpdates = vi.fn<() => Promise<unknown>>().mockResolvedValue(null);
  downloadUpdate = vi.fn<() => Promise<unknown>>().mockResolvedValue(null);
  quitAndInstall = vi.fn<() => void>();

  finds(version: string): void {
    this.emit('update-available', { version });
  }
}

let updater: FakeUpdater;
let updates: Updates;
const onChange = vi.fn<() => void>();
const onError = vi.fn<(error: unknown) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  updater = new FakeUpdater();
  onError.mockReset();
  updates = createUpdates({ updater, onChange, onError });
  updates.start();
});
afterEach(() => {
  updates.stop();
  vi.useRealTimers();
});

test('it looks at the start, then every few hours, until it is stopped', () => {
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(12 * HOUR);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
  updates.stop();
  vi.advanceTimersByTime(12 * HOUR);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(3);
});

test('nothing is fetched while photos are on their way', () => {
  expect(updater.autoDownload).toBe(false);
  updates.tell({ moving: 3 });
  updater.finds('1.2.0');
  expect(updater.downloadUpdate).not.toHaveBeenCalled();
  updates.tell({ moving: 0 });
  updates.tell({ moving: 0 });
  expect(updater.downloadUpdate).toHaveBeenCalledOnce();
  expect(updates.state()).toEqual({ state: 'fetching', version: '1.2.0' });
});

test('a restart is offered only while nothing is on its way', () => {
  updater.finds('1.2.0');
  expect(updates.mayRestart()).toBe(false);
  updater.emit('update-downloaded', { version: '1.2.0' });
  expect(updates.mayRestart()).toBe(true);
  updates.tell({ moving: 1 });
  expect(updates.mayRestart()).toBe(false);
  expect(updater.quitAndInstall).not.toHaveBeenCalled();
  updates.tell({ moving: 0 });
  updates.install();
  expect(updater.quitAndInstall).toHaveBeenCalledOnce();
});

test('whoever quits has the new version the next time', () => {
  expect(updater.autoInstallOnAppQuit).toBe(true);
});

test('what is ready is not looked for again', () => {
  updater.finds('1.2.0');
  updater.emit('update-downloaded', { version: '1.2.0' });
  vi.advanceTimersByTime(12 * HOUR);
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(1);
});

test('a feed that cannot be reached is told once a look, and looked at again', async () => {
  updater.checkForUpdates.mockRejectedValue(new Error('offline'));
  updater.emit('error', new Error('offline'));
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  expect(onError).toHaveBeenCalledOnce();
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(2);
});

test('a download that breaks off is begun again with the next look', async () => {
  updater.downloadUpdate.mockRejectedValueOnce(new Error('reset'));
  updater.finds('1.2.0');
  updater.emit('error', new Error('reset'));
  expect(updates.state()).toEqual({ state: 'none' });
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  updater.finds('1.2.0');
  expect(updater.downloadUpdate).toHaveBeenCalledTimes(2);
});
