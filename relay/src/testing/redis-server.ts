import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisSettings } from '../redis/settings.ts';
import { findProgram } from './debian-packages.ts';
import type { Program } from './debian-packages.ts';
import { freePort } from './free-port.ts';

const READY_MS = 30_000;
const ASK_EVERY_MS = 10;
const PASSWORD = 'password-of-the-tests';

/**
 * Runs a program, says its process id, and ends it with whoever started it, kill -9 included; then
 * its folder goes as well.
 */
const LEASHED =
  '"$@" & echo $!; read -r word; kill -9 $! 2>/dev/null; wait $!; test "$word" = keep || rm -rf "$PWD"';

/**
 * redis-server of the system, or Debian's package beside the dependencies.
 *
 * @returns null where there is neither; then it is said on standard error.
 */
export async function findRedis(): Promise<Program | null> {
  const wanted = { name: 'redis-server', package: 'redis-server' };
  return findProgram({ ...wanted, unpackedAt: 'usr/bin/redis-server' });
}

/** A place of its own in the Redis of REDIS_TEST_URL (`redis://user:password@host:port`), if given. */
export function givenRedis(env: NodeJS.ProcessEnv): RedisSettings | null {
  const text = env['REDIS_TEST_URL'] ?? '';
  if (text === '') return null;
  const url = new URL(text);
  return {
    host: url.hostname,
    port: url.port === '' ? 6379 : Number(url.port),
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    tls: url.protocol === 'rediss:' ? 'require' : 'off',
    prefix: ownPrefix(),
  };
}

function ownPrefix(): string {
  return `test-${randomBytes(6).toString('hex')}:`;
}

/** A Redis of the tests' own on this machine, which can be made to fail in every way. */
export class RedisServer {
  /** Each server has a prefix of its own as well. */
  readonly settings: RedisSettings;
  readonly #program: Program;
  readonly #folder: string;
  #leash: ChildProcess | null = null;
  #pid = 0;

  private constructor(program: Program, folder: string, port: number) {
    this.#program = program;
    this.#folder = folder;
    this.settings = {
      host: '127.0.0.1',
      port,
      user: null,
      password: PASSWORD,
      tls: 'off',
      prefix: ownPrefix(),
    };
  }

  /** Starts one that answers when this resolves. */
  static async start(program: Program): Promise<RedisServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-redis-'));
    const server = new RedisServer(program, folder, await freePort());
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** As `kill -9`: nobody is told, and what was acknowledged is on the disk. */
  async kill(): Promise<void> {
    const leash = this.#leash;
    if (leash === null) return;
    this.#leash = null;
    const ended = once(leash, 'exit');
    leash.stdin?.end('keep\n');
    await ended;
  }

  /** Ends it if it runs, and starts it at the same port, with the data it had or with none. */
  async restart({ keepData = true } = {}): Promise<void> {
    await this.kill();
    const data = path.join(this.#folder, 'data');
    if (!keepData) await rm(data, { recursive: true, force: true });
    await mkdir(data, { recursive: true });
    const log = path.join(this.#folder, 'redis.log');
    const command = [this.#program.file, ...this.#options(data, log)];
    const leash = spawn('sh', ['-c', LEASHED, 'sh', ...command], {
      cwd: this.#folder,
      // A group of its own: Ctrl-C reaches the tests, which then let go of it.
      detached: true,
      env: { ...process.env, ...this.#program.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#leash = leash;
    const lines = createInterface(leash.stdout);
    this.#pid = Number(await new Promise((resolve) => lines.once('line', resolve)));
    await this.#whenAnswering(log);
  }

  /** It keeps its connections and its port, and answers nothing until `resume`. */
  pause(): void {
    process.kill(this.#pid, 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.#pid, 'SIGCONT');
  }

  /** Ends it and removes everything. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #options(data: string, log: string): string[] {
    const options = {
      port: String(this.settings.port),
      bind: '127.0.0.1',
      requirepass: PASSWORD,
      dir: data,
      logfile: log,
      save: '',
      appendonly: 'yes',
      // What was written outlives the process, if not the machine.
      appendfsync: 'no',
    };
    return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  }

  async #whenAnswering(log: string): Promise<void> {
    const deadline = Date.now() + READY_MS;
    while (!(await this.#answers())) {
      if (Date.now() > deadline) {
        throw new Error(`Redis did not start: ${await readFile(log, 'utf8').catch(String)}`);
      }
      await sleep(ASK_EVERY_MS);
    }
  }

  /** With data to load it listens before it answers. */
  async #answers(): Promise<boolean> {
    const socket = net.connect(this.settings.port, this.settings.host);
    try {
      await once(socket, 'connect');
      socket.write(`AUTH ${PASSWORD}\r\nPING\r\n`);
      let said = '';
      for await (const chunk of socket) {
        said += String(chunk);
        if (said.includes('PONG')) return true;
        if (said.includes('LOADING')) return false;
      }
      return false;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}
