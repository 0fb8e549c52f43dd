import { execFile, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { PostgresSettings } from '../../db/settings.ts';
import { freePort } from '../free-port.ts';
import { unpackBinaries } from './binaries.ts';

/** Who owns the cluster when the tests run as root: `nobody` on Linux, and nobody's on macOS. */
const UNPRIVILEGED = 65_534;
const READY_MS = 60_000;
const ASK_EVERY_MS = 25;

/**
 * Nothing outlives the machine: no commit waits for a disk. It does outlive a crash of the server,
 * whose commits the operating system has.
 */
const FORGETFUL = { fsync: 'off', full_page_writes: 'off' };
const SMALL = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  shared_buffers: '32MB',
  log_min_messages: 'fatal',
};

/** A PostgreSQL of the tests' own on this machine, with its data in a temporary folder. */
export class PostgresCluster {
  /** Of its superuser and the database that is always there. */
  readonly settings: PostgresSettings;
  readonly #folder: string;
  readonly #bin: string;
  readonly #options: Record<string, string>;
  #server: ChildProcess | null = null;

  private constructor(
    folder: string,
    bin: string,
    settings: PostgresSettings,
    options: Record<string, string>,
  ) {
    this.#folder = folder;
    this.#bin = bin;
    this.#options = options;
    this.settings = settings;
  }

  /**
   * Makes a cluster and starts it.
   *
   * @param durable commits wait for the disk, as where somebody relies on it.
   */
  static async create({ durable = false } = {}): Promise<PostgresCluster> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-postgres-'));
    try {
      const bin = await unpackBinaries(folder);
      const password = randomBytes(16).toString('hex');
      await initialize(folder, bin, password);
      const options = durable ? SMALL : { ...SMALL, ...FORGETFUL };
      const cluster = new PostgresCluster(folder, bin, await describe(password), options);
      await cluster.start();
      return cluster;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Starts the server and waits until it answers; after `kill` or `stop` at the same port. */
  async start(): Promise<void> {
    const args = ['-D', dataOf(this.#folder), '-p', String(this.settings.port)];
    const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...this.#options };
    for (const [name, value] of Object.entries(own)) args.push('-c', `${name}=${value}`);
    const server = spawn(path.join(this.#bin, 'postgres'), args, {
      ...asOwner(this.#folder),
      stdio: 'ignore',
    });
    this.#server = server;
    const ended = once(server, 'exit');
    // Heard by `whenAnswering` only; afterwards an end is what somebody asked for.
    ended.catch(() => {});
    await Promise.race([
      whenAnswering(this.settings),
      ended.then(([code]) => {
        throw new Error(`PostgreSQL ended at once (${String(code)}).`);
      }),
    ]);
  }

  /**
   * Ends the server as a restart does: `fast` says goodbye to whoever is connected, `immediate`
   * is what a crash looks like.
   */
  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  }

  /** Ends the server and removes everything. */
  async remove(): Promise<void> {
    await this.stop('immediate');
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function dataOf(folder: string): string {
  return path.join(folder, 'data');
}

/** PostgreSQL does not run as root. */
function asOwner(folder: string): SpawnOptions {
  const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  // Without PGDATA, PGPORT and the like of whoever runs the tests.
  return { cwd: folder, env: { LC_ALL: 'C', ...windowsNeeds() }, ...user };
}

function windowsNeeds(): NodeJS.ProcessEnv {
  const names = process.platform === 'win32' ? ['SystemRoot', 'TEMP', 'PATH'] : [];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

async function initialize(folder: string, bin: string, password: string): Promise<void> {
  const secret = path.join(folder, 'password');
  await writeFile(secret, password, { mode: 0o600 });
  await mkdir(dataOf(folder), { mode: 0o700 });
  if (process.getuid?.() === 0) {
    for (const place of [folder, secret, dataOf(folder)]) {
      await chown(place, UNPRIVILEGED, UNPRIVILEGED);
    }
  }
  const args = ['-D', dataOf(folder), '-U', 'postgres', '--pwfile', secret];
  args.push('--auth=scram-sha-256', '--no-sync', '--locale=C', '--encoding=UTF8');
  await promisify(execFile)(path.join(bin, 'initdb'), args, asOwner(folder));
}

async function describe(password: string): Promise<PostgresSettings> {
  return {
    kind: 'postgres',
    host: '127.0.0.1',
    port: await freePort(),
    name: 'postgres',
    user: 'postgres',
    password,
    ssl: 'off',
    poolMax: 4,
  };
}

async function whenAnswering(settings: PostgresSettings): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    try {
      await withClient(settings, async () => {});
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(ASK_EVERY_MS);
    }
  }
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(
  { host, port, name, user, password, ssl }: PostgresSettings,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host,
    port,
    user,
    database: name,
    password: password ?? '',
    ssl: ssl === 'off' ? false : { rejectUnauthorized: ssl === 'verify' },
  });
  // A server that goes away meanwhile is told by the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
