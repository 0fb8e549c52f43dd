import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { EngineLaunch } from '@picture-live/shared/process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedEngine } from '../bridge/testing/scripted-engine.ts';
import { startShell } from './shell.ts';
import { startFailure } from './start-failure.ts';

let uiFolder = '';
beforeEach(async () => {
  uiFolder = await mkdtemp(path.join(os.tmpdir(), 'headless-shell-'));
  await writeFile(path.join(uiFolder, 'index.html'), '');
});
afterEach(() => rm(uiFolder, { recursive: true }));

function launchAt(tetherPort: number): EngineLaunch {
  return {
    dataDir: uiFolder,
    hotFolders: [uiFolder],
    relayUrl: 'http://127.0.0.1:9',
    deviceToken: 'device',
    sessionId: 's',
    sessionTitle: 'Anna & Li',
    galleryUrl: 'http://127.0.0.1:9/g/anna-li',
    tetherHost: '127.0.0.1',
    tetherPort,
    tetherToken: 'token',
  };
}

describe('the headless shell', () => {
  it('cannot show files in their folder, and says so', async () => {
    const shell = await startShell({
      launch: launchAt(0),
      startEngine: async () => scriptedEngine(),
      uiFolder,
    });
    const ask = (name: string, input: unknown) =>
      fetch(new URL(`/bridge/${name}`, shell.url), {
        method: 'POST',
        headers: { authorization: 'Bearer token' },
        body: JSON.stringify(input),
      });
    const capabilities = await ask('capabilities', null);
    expect(await capabilities.json()).toEqual({ shell: 'headless', revealInFolder: false });
    expect((await ask('revealShot', { shotId: 'x' })).status).toBe(403);
    await shell.stop();
  });

  it('drains the engine when it stops', async () => {
    const engine = scriptedEngine();
    const shell = await startShell({
      launch: launchAt(0),
      startEngine: async () => engine,
      uiFolder,
    });
    await shell.stop();
    expect(engine.stops).toBe(1);
    await expect(fetch(shell.url)).rejects.toThrow('fetch failed');
  });

  it('leaves no engine running behind a port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const bound = other.address();
        resolve(typeof bound === 'object' && bound ? bound.port : 0);
      });
    });
    const engine = scriptedEngine();
    const launch = launchAt(port);
    const failure = await startShell({ launch, startEngine: async () => engine, uiFolder }).then(
      () => 'started',
      (error: unknown) => startFailure(error, launch),
    );
    other.close();
    expect(failure).toBe(
      `Port ${port} on 127.0.0.1 is used by another program. Stop that, or choose another port with --tether-port.`,
    );
    expect(engine.stops).toBe(1);
  });

  it('starts no engine without a UI to show', async () => {
    let started = false;
    const startEngine = async () => {
      started = true;
      return scriptedEngine();
    };
    const parts = { launch: launchAt(0), startEngine, uiFolder: path.join(uiFolder, 'none') };
    await expect(startShell(parts)).rejects.toThrow('npm start');
    expect(started).toBe(false);
  });
});

describe('startFailure', () => {
  it('says our own sentence, and another program’s after saying what failed', () => {
    const locked = new PictureLiveError('home_in_use', 'Another Picture Live uses this folder.');
    expect(startFailure(locked, launchAt(1))).toBe('Another Picture Live uses this folder.');
    expect(startFailure(new Error('no such table'), launchAt(1))).toBe(
      'The engine could not be started: no such table',
    );
  });

  it('does not take a file that may not be read for a port that may not be used', () => {
    const error = Object.assign(new Error('EACCES: ledger.sqlite'), {
      code: 'EACCES',
      syscall: 'open',
    });
    expect(startFailure(error, launchAt(1))).toContain('ledger.sqlite');
  });
});
