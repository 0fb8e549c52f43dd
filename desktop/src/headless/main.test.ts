import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ChildMessage,
  ENGINE_LAUNCH_VARIABLE,
  type EngineLaunch,
} from '@picture-live/shared/process';
import { build } from 'vite';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let home = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  if (existsSync(path.join(ROOT, 'desktop/dist/ui/index.html'))) return;
  const configFile = path.join(ROOT, 'desktop/src/ui/vite.config.ts');
  await build({ configFile, root: path.join(ROOT, 'desktop/src/ui'), logLevel: 'warn' });
});
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'headless-main-'));
  await mkdir(path.join(home, 'hot-folder'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** The process as the supervisor runs it, over a relay that is not there. */
function run(told: Partial<EngineLaunch> = {}): ChildProcess {
  const launch: EngineLaunch = {
    dataDir: path.join(home, 'desktop'),
    hotFolders: [path.join(home, 'hot-folder')],
    relayUrl: 'http://127.0.0.1:9',
    deviceToken: 'device',
    sessionId: '0190a5c0-0000-7000-8000-000000000001',
    sessionTitle: 'Anna & Li',
    galleryUrl: 'http://127.0.0.1:9/g/anna-li',
    tetherHost: '127.0.0.1',
    tetherPort: 0,
    tetherToken: 'token',
    ...told,
  };
  const child = fork(MAIN, {
    env: { ...process.env, [ENGINE_LAUNCH_VARIABLE]: JSON.stringify(launch) },
    execArgv: [],
    stdio: 'ignore',
  });
  children.push(child);
  return child;
}

async function firstMessage(child: ChildProcess): Promise<ChildMessage> {
  const parts: unknown[] = await once(child, 'message');
  return ChildMessage.parse(parts[0]);
}

describe('the headless process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves the UI, and drains at %s', async (signal) => {
    const child = run();
    const ready = await firstMessage(child);
    const url = ready.type === 'engine_ready' ? ready.tetherUrl : null;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=token$/);
    const page = await fetch(new URL('/', url ?? ''), {
      headers: { authorization: 'Bearer token' },
    });
    expect(await page.text()).toContain('<div id="app">');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('leaves a log that says how it went, without what opens anything', async () => {
    const secrets = { deviceToken: 'the-device-token', tetherToken: 'the-tether-token' };
    const child = run(secrets);
    await firstMessage(child);
    const log = path.join(home, 'desktop/logs/combined.log');
    // There is no relay: that is what whoever helps wants to see.
    await expect
      .poll(() => readFile(log, 'utf8'), { timeout: 20_000 })
      .toContain('"relay":"offline"');
    child.kill('SIGTERM');
    await once(child, 'exit');
    const text = await readFile(log, 'utf8');
    const said = text.split('\n').flatMap((line) => /"msg":"([^"]+)"/.exec(line)?.[1] ?? []);
    expect(said[0]).toBe('starting');
    expect(said).toContain('ready');
    expect(said.at(-1)).toBe('ending');
    for (const word of [...Object.values(secrets), 'anna-li', 'Anna']) {
      expect(text).not.toContain(word);
    }
  });

  it('says in one sentence that its port is taken, and ends', async () => {
    const first = await firstMessage(run());
    const port = Number(new URL((first.type === 'engine_ready' && first.tetherUrl) || '').port);
    const second = run({ dataDir: path.join(home, 'other'), tetherPort: port });
    expect(await firstMessage(second)).toEqual({
      type: 'start_failed',
      message: `Port ${port} on 127.0.0.1 is used by another program. Stop that, or choose another port with --tether-port.`,
    });
    expect(await once(second, 'exit')).toEqual([1, null]);
  });

  it('does not outlive its supervisor', async () => {
    const child = run();
    await firstMessage(child);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
