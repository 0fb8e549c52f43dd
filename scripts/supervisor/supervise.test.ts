import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const Ready = z.object({
  ready: z.literal(true),
  relay: z.string(),
  gallery: z.string(),
  tether: z.string(),
  sessionId: z.string(),
  hotFolders: z.array(z.string()),
  home: z.string(),
  pids: z.object({ relay: z.int(), engine: z.int() }),
});

let folder: string;
let home: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'supervise-'));
  home = path.join(folder, 'home');
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

function launch(args: string[], env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [`${import.meta.dirname}/testing/fake-system.ts`, '--home', home, ...args],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, said, ended };
}

/** Port 0 twice: nothing on this machine is in the way. */
const ANY_PORTS = ['--port', '0', '--tether-port', '0', '--host', '127.0.0.1'];

async function startReady(env: Record<string, string> = {}) {
  const system = launch([...ANY_PORTS, '--json'], env);
  await until(() => system.said.out.includes('\n') || system.child.exitCode !== null);
  expect(system.said.err).toBe('');
  return { ...system, ready: z.parse(Ready, JSON.parse(system.said.out)) };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

const events = async () =>
  (await readFile(path.join(home, 'events'), 'utf8'))
    .trim()
    .replaceAll(/\d{4,}/g, 'PORT')
    .split('\n');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a start', () => {
  it('prints exactly one line with the addresses and process ids of what is running', async () => {
    const { ready, said, child, ended } = await startReady();
    expect(ready.relay).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(ready.gallery).toBe(`${ready.relay}/g/party`);
    expect(ready.home).toBe(home);
    expect(ready.hotFolders).toEqual([path.join(home, 'hot-folder')]);
    expect(isAlive(ready.pids.relay) && isAlive(ready.pids.engine)).toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said.out.trim().split('\n')).toHaveLength(1);
  });

  it('keeps its secrets to the owner and the same from start to start', async () => {
    const first = await startReady();
    first.child.kill('SIGTERM');
    await first.ended;
    const file = path.join(home, 'secrets.json');
    const secrets = await readFile(file, 'utf8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const second = await startReady();
    expect(await readFile(file, 'utf8')).toBe(secrets);
    expect(new URL(second.ready.tether).search).toBe(new URL(first.ready.tether).search);
  });

  it('goes on in the browser where the desktop window cannot run', async () => {
    const { said, child, ended } = launch([...ANY_PORTS, '--json'], { FAKE_WINDOW: 'breaks' });
    await until(() => said.out.includes('\n'));
    expect(said.err.trim()).toBe(
      'The window could not start (exit code 127). Going on without its window.',
    );
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect((await events()).at(-1)).toBe('relay stopped');
  });

  it('without --json shows a person where everything is', async () => {
    const { said, child, ended } = launch([...ANY_PORTS, '--no-open']);
    await until(() => said.out.includes('Ctrl-C'));
    expect(said.out).toContain(path.join(home, 'hot-folder'));
    expect(said.out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/g\/party/);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s ends the engine before the relay and exits with 0',
    async (signal) => {
      const { child, ended, ready } = await startReady();
      // npm and the terminal send it more than once.
      child.kill(signal);
      child.kill(signal);
      expect(await ended).toBe(0);
      expect((await events()).slice(-2)).toEqual(['engine stopped', 'relay stopped']);
      expect(isAlive(ready.pids.relay) || isAlive(ready.pids.engine)).toBe(false);
    },
  );

  it('happens when the process that started the supervisor is gone', async () => {
    const { child } = await startReady();
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
    expect((await events()).slice(-2)).toEqual(['engine stopped', 'relay stopped']);
  });

  it('does not wait for an engine that hangs once a second Ctrl-C arrives', async () => {
    const { child, ended, ready } = await startReady({ FAKE_ENGINE: 'hangs' });
    child.kill('SIGINT');
    await sleep(1_000);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    await until(() => !isAlive(ready.pids.relay) && !isAlive(ready.pids.engine));
  });

  it('happens when the person closes the window of the tether app', async () => {
    const { ended } = await startReady({ FAKE_ENGINE: 'closes' });
    expect(await ended).toBe(0);
    expect((await events()).at(-1)).toBe('relay stopped');
  });

  it('by kill -9 of the supervisor leaves nobody behind', async () => {
    const { child, ready } = await startReady();
    child.kill('SIGKILL');
    await until(() => !isAlive(ready.pids.relay) && !isAlive(ready.pids.engine));
  });

  it('is possible while it still waits for a process to come back', async () => {
    const { child, ended, said, ready } = await startReady();
    process.kill(ready.pids.engine, 'SIGKILL');
    await until(() => said.err.includes('starting it again'));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('a process that dies', () => {
  it('is started again, which is said; the relay keeps its port', async () => {
    const { said, ready } = await startReady();
    process.kill(ready.pids.relay, 'SIGKILL');
    await until(() => said.err.includes('The relay is running again'));
    expect(said.err).toContain('The relay ended (SIGKILL)');
    const reply = await fetch(`${ready.relay}/api/sessions/${ready.sessionId}`);
    expect(reply.status).toBe(200);
    expect(isAlive(ready.pids.engine)).toBe(true);
  });
});

async function failing(args: string[], env: Record<string, string> = {}) {
  const { said, ended } = launch(args, env);
  const code = await ended;
  expect(said.out).toBe('');
  expect(said.err.trim().split('\n')).toHaveLength(1);
  return { code, sentence: said.err.trim() };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

describe('a start that cannot work', () => {
  it('repeats what the relay said, ends with 1 and starts nothing else', async () => {
    const { code, sentence } = await failing([...ANY_PORTS, '--json'], { FAKE_RELAY: 'refuses' });
    expect(code).toBe(1);
    expect(sentence).toBe('The database is on the moon.');
  });

  it('stops the relay again when the engine breaks', async () => {
    const { code, sentence } = await failing([...ANY_PORTS, '--json'], { FAKE_ENGINE: 'breaks' });
    expect(code).toBe(1);
    expect(sentence).toBe('The engine could not start (exit code 7).');
    expect((await events()).at(-1)).toBe('relay stopped');
  });

  it('names a busy port and the option that changes it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    const relay = await failing(['--port', `${port}`, '--host', '127.0.0.1', '--json']);
    const tether = await failing(['--port', '0', '--tether-port', `${port}`, '--json']);
    server.close();
    expect(relay.code).toBe(1);
    expect(relay.sentence).toMatch(new RegExp(`Port ${port} .*--port\\.$`));
    expect(tether.sentence).toMatch(new RegExp(`Port ${port} .*--tether-port\\.$`));
  });

  it('says that a hot folder is missing', async () => {
    const missing = path.join(folder, 'nowhere');
    const { code, sentence } = await failing([...ANY_PORTS, '--hot-folder', missing]);
    expect(code).toBe(1);
    expect(sentence).toBe(
      `The hot folder ${missing} does not exist: create it or name another with --hot-folder.`,
    );
  });

  it('says that the folder for the demo is missing', async () => {
    const { sentence } = await failing([...ANY_PORTS, '--demo', path.join(folder, 'nowhere')]);
    expect(sentence).toMatch(/nowhere for the demo cannot be read \(ENOENT\).*--demo\.$/);
  });

  it('refuses a hot folder that would take in its own data', async () => {
    await mkdir(home, { recursive: true });
    const { sentence } = await failing([...ANY_PORTS, '--hot-folder', home]);
    expect(sentence).toContain('own data');
  });

  it('refuses hot folders that lie inside each other', async () => {
    const inner = path.join(folder, 'shoot/day 1');
    await mkdir(inner, { recursive: true });
    const { sentence } = await failing([
      ...ANY_PORTS,
      '--hot-folder',
      path.dirname(inner),
      '--hot-folder',
      inner,
    ]);
    expect(sentence).toContain(`${inner} lies inside ${path.dirname(inner)}`);
  });

  it('says that a file is where the data folder should be', async () => {
    await writeFile(home, '');
    const { code, sentence } = await failing(ANY_PORTS);
    expect(code).toBe(1);
    expect(sentence).toContain('a file is in its place');
  });

  it('does not overwrite secrets that it cannot read', async () => {
    await mkdir(home, { recursive: true });
    await writeFile(path.join(home, 'secrets.json'), '{"deviceToken": ');
    const { sentence } = await failing(ANY_PORTS);
    expect(sentence).toContain('is damaged');
    expect(await readFile(path.join(home, 'secrets.json'), 'utf8')).toBe('{"deviceToken": ');
  });
});
