import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SETTINGS, readConfig } from '../../relay/src/config.ts';
import { ROOT } from '../setup/places.mjs';

const run = promisify(execFile);
const inDeploy = (name: string) => path.join(ROOT, 'deploy', name);
const read = (name: string) => readFile(inDeploy(name), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'server-files-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('docker-compose.yml', () => {
  const Service = z.object({
    image: z.string(),
    build: z.optional(z.object({ context: z.string(), dockerfile: z.string() })),
    environment: z.optional(z.record(z.string(), z.string())),
    volumes: z.optional(z.array(z.string())),
    depends_on: z.optional(z.unknown()),
    profiles: z.optional(z.array(z.string())),
    networks: z.union([
      z.array(z.string()),
      z.object({ inside: z.object({ ipv4_address: z.string() }) }),
    ]),
    healthcheck: z.optional(z.object({ test: z.array(z.string()) })),
  });
  const Compose = z.object({
    services: z.record(z.string(), Service),
    volumes: z.record(z.string(), z.unknown()),
  });
  const load = async () => {
    const text = await read('docker-compose.yml');
    return z.parse(Compose, parse(text, { merge: true, maxAliasCount: 50 }));
  };
  const SECRETS: Record<string, string> = {
    DEVICE_TOKEN: 'a-token-that-is-long-enough',
    JWT_SECRET: 'Zk3vJ8pQ1xW7nB5mT2rY9sD4fG6hL0cA',
    DB_PASSWORD: 'db',
    REDIS_PASSWORD: 'redis',
    AWS_ACCESS_KEY_ID: 'GK31c2f218a2e44f485b94239e',
    AWS_SECRET_ACCESS_KEY: 'secret',
    SERVER_NAME: 'live.example.com',
  };

  /** As Compose fills in `${NAME:-default}` and `${NAME:?}`. */
  function fill(value: string): string {
    return value.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, how, rest) => {
      const given = SECRETS[name];
      if (given !== undefined) return given;
      expect(how, `${name} has no value`).toBe('-');
      return String(rest);
    });
  }

  test('the relays are given settings that they know, and can read', async () => {
    const { services } = await load();
    for (const name of ['relay-1', 'relay-2']) {
      const environment = services[name]?.environment ?? {};
      expect(Object.keys(environment).filter((key) => !(key in SETTINGS))).toEqual([]);
      const given: Record<string, string> = { DATA_DIR: '/data' };
      for (const [key, value] of Object.entries(environment)) given[key] = fill(value);
      const config = readConfig(given);
      expect(config.database).toMatchObject({ kind: 'postgres', host: 'postgres' });
      expect(config.redis).toMatchObject({ host: 'redis' });
      expect(config.storage).toMatchObject({
        type: 's3',
        settings: { endpoint: 'http://s3:3900' },
      });
      for (const host of ['postgres', 'redis', 's3']) expect(services).toHaveProperty(host);
    }
  });

  test('nginx knows both relays, and they believe nobody but nginx', async () => {
    const { services } = await load();
    const addressOf = (name: string) => {
      const networks = services[name]?.networks;
      return networks === undefined || Array.isArray(networks) ? '' : networks.inside.ipv4_address;
    };
    const given = services['nginx']?.environment ?? {};
    for (const relay of ['relay-1', 'relay-2']) {
      expect(given['RELAYS']).toContain(`server ${addressOf(relay)}:3001 max_fails=0;`);
      expect(services[relay]?.environment?.['TRUST_PROXY']).toBe(addressOf('nginx'));
    }
    const placeholders = (await read('nginx.conf')).matchAll(/^[^#]*?\$\{(\w+)\}/gm);
    const filter = new RegExp((given['NGINX_ENVSUBST_FILTER'] ?? '').replace('$$', '$'));
    for (const [, name = ''] of placeholders) {
      expect(given, name).toHaveProperty(name);
      expect(name).toMatch(filter);
    }
  });

  test('files and volumes that it mounts are there, images have a version', async () => {
    const { services, volumes } = await load();
    for (const { image, build, volumes: mounted = [] } of Object.values(services)) {
      if (build === undefined) expect(image).toMatch(/:[\w.]*\d/);
      else expect(existsSync(inDeploy(path.join(build.context, build.dockerfile)))).toBe(true);
      for (const [source = ''] of mounted.map((mount) => mount.split(':'))) {
        if (source.startsWith('./')) expect(existsSync(inDeploy(source)), source).toBe(true);
        else if (!source.startsWith('$')) expect(volumes).toHaveProperty(source);
      }
    }
  });
});

describe('PM2', () => {
  const Ecosystem = z.object({
    apps: z.array(
      z.object({
        name: z.string(),
        cwd: z.string(),
        script: z.string(),
        interpreter: z.string(),
        interpreter_args: z.array(z.string()),
        env: z.record(z.string(), z.string()),
      }),
    ),
  });

  test.skipIf(process.platform === 'win32')(
    'a relay that cannot start says why, as PM2 starts it',
    async () => {
      const settings = path.join(folder, 'relay.env');
      await writeFile(settings, 'DEVICE_TOKEN=short\n');
      process.env['PICTURE_LIVE_SETTINGS'] = settings;
      const loaded: unknown = createRequire(import.meta.url)(inDeploy('ecosystem.config.cjs'));
      delete process.env['PICTURE_LIVE_SETTINGS'];
      const { apps } = z.parse(Ecosystem, loaded);
      expect(apps.map(({ env }) => env['PORT'])).toEqual(['3001', '3002']);
      for (const { env } of apps) for (const name in env) expect(SETTINGS).toHaveProperty(name);
      const [app] = apps;
      if (app === undefined) throw new Error('There is no relay.');
      // PM2 opens a channel to its children (lib/God/ForkMode.js).
      const child = spawn(app.interpreter, [...app.interpreter_args, app.script], {
        cwd: app.cwd,
        env: { PATH: process.env['PATH'], ...app.env },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = z
        .tuple([z.nullable(z.number()), z.unknown()])
        .parse(await once(child, 'close'));
      expect(said).toBe(
        'The setting DEVICE_TOKEN is not usable: it must be a secret of 16 to 512 characters.\n',
      );
      expect(code).toBe(1);
    },
  );
});

describe('systemd', () => {
  const UNIT = 'systemd/picture-live-relay@.service';

  test('the unit starts what is in a clone, with settings that a relay knows', async () => {
    const text = await read(UNIT);
    const started = [...text.matchAll(/^ExecStart(?:Post)?=(\S+) (\S+)/gm)];
    expect(started).toHaveLength(2);
    for (const [, program = '', script = ''] of started) {
      expect(existsSync(program.replace('/opt/picture-live', ROOT)), program).toBe(true);
      expect(existsSync(path.join(ROOT, script)), script).toBe(true);
    }
    const given = /^Environment=(.*)$/m.exec(text)?.[1] ?? '';
    const names = Object.keys(parseEnv(given.replaceAll(' ', '\n')));
    expect(names.toSorted()).toEqual(['DATA_DIR', 'HOST', 'LOG_DIR', 'PORT']);
    for (const name of names) expect(SETTINGS).toHaveProperty(name);
  });

  test('systemd itself finds nothing wrong with it', async ({ skip }) => {
    const version = await run('systemd-analyze', ['--version']).catch(() => null);
    if (version === null) skip('systemd-analyze is not installed');
    const text = (await read(UNIT)).replaceAll('/opt/picture-live', ROOT);
    const file = path.join(folder, 'picture-live-relay@3001.service');
    await writeFile(file, text.replaceAll('%i', '3001'));
    const { stderr } = await run('systemd-analyze', ['verify', '--man=no', file]);
    const about = stderr.split('\n').filter((line) => line.includes('picture-live'));
    expect(about).toEqual([]);
  });
});
