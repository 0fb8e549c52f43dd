import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNotScaled } from '../../e2e/scaled/scaled.ts';
import { startServers, type Servers } from '../../e2e/scaled/servers.ts';
import { SETTINGS, readConfig } from '../../relay/src/config.ts';
import { freePort } from '../../relay/src/testing/free-port.ts';
import { findNginx } from '../../relay/src/testing/nginx.ts';
import { asShell } from '../docs/commands/typed.ts';
import { ROOT } from '../setup/places.mjs';
import { readBlocks, type Block } from './guide.ts';

/*
 * docs/operating.md from its beginning to its end: every block that needs neither root nor Docker
 * nor a name in the internet is executed as it stands, with paths and ports of a folder of its own.
 */
const run = promisify(execFile);
const MINUTES = 120_000;
const UNIT = 'deploy/systemd/picture-live-relay@.service';

const whyNot = (await whyNotScaled()) ?? (await missingProgram());
if (whyNot !== null) process.stderr.write(`The operator's guide is not walked: ${whyNot}\n`);

async function missingProgram(): Promise<string | null> {
  for (const name of ['bash', 'curl', 'envsubst', 'openssl']) {
    const found = await run('sh', ['-c', `command -v ${name}`]).catch(() => null);
    if (found === null) return `${name} is not installed.`;
  }
  return null;
}

describe.skipIf(whyNot !== null)('the operator’s guide', () => {
  let folder: string;
  let blocks: Block[];
  let servers: Servers;
  let replacements: (readonly [string, string])[];
  let https: number;
  const children: ChildProcess[] = [];
  const file = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'guide-'));
    for (const name of ['etc', 'var', 'tls', 'nginx', 'bin']) await mkdir(file(name));
    servers = await startServers(folder);
    blocks = await readBlocks();
    https = await freePort();
    replacements = [
      ['/etc/picture-live', file('etc')],
      ['/var/lib/picture-live', file('var')],
      ['/var/log/picture-live', file('log')],
      ['/etc/letsencrypt/live/live.example.com', file('tls')],
      ['/etc/nginx/nginx.conf', file('nginx/nginx.conf')],
      ['/var/cache/nginx', file('nginx')],
      ['RUN=/run', `RUN=${file('nginx')}`],
      ['/opt/picture-live', ROOT],
      ['deploy/.env', file('env')],
      ['LISTEN_HTTPS=443', `LISTEN_HTTPS=127.0.0.1:${https}`],
      ['LISTEN_HTTP=80', `LISTEN_HTTP=127.0.0.1:${await freePort()}`],
      ['https://live.example.com', `https://localhost:${https}`],
      ['live.example.com', 'localhost'],
      ['3001', String(await freePort())],
      ['3002', String(await freePort())],
    ];
    await makeCertificate();
    await makePages();
    await wrapPrograms();
  }, MINUTES);
  afterAll(async () => {
    for (const child of children) await end(child);
    await servers.stop();
    await rm(folder, { recursive: true });
  }, MINUTES);

  /** In place of the built ones, which a test of units does not wait for. */
  async function makePages(): Promise<void> {
    for (const name of ['gallery', 'assets']) await mkdir(file(`web/${name}`), { recursive: true });
    const page =
      '<!doctype html><!--gallery-data--><script src="/assets/gallery-1a2b.js"></script>';
    await writeFile(file('web/gallery/index.html'), page);
    await writeFile(file('web/assets/gallery-1a2b.js'), '');
  }

  async function makeCertificate(): Promise<void> {
    const request =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 60 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
    const files = ['-keyout', file('tls/privkey.pem'), '-out', file('tls/fullchain.pem')];
    await run('openssl', [...request.split(' '), ...files]);
  }

  /** `nginx` and `node` by the names that the guide calls them. */
  async function wrapPrograms(): Promise<void> {
    const nginx = await findNginx();
    const library = nginx?.env['LD_LIBRARY_PATH'] ?? '';
    const variables = library === '' ? '' : `LD_LIBRARY_PATH=${library} `;
    const programs = { nginx: `${variables}exec ${nginx?.file}`, node: `exec ${process.execPath}` };
    for (const [name, command] of Object.entries(programs)) {
      await writeFile(file(`bin/${name}`), `#!/bin/sh\n${command} "$@"\n`);
      await chmod(file(`bin/${name}`), 0o755);
    }
  }

  const here = (text: string): string =>
    replacements.reduce((done, [from, to]) => done.replaceAll(from, to), text);

  async function execute({ text }: Block): Promise<string> {
    const env = {
      ...environment(),
      // Of the block about metrics; whoever reads the guide has it in the settings.
      METRICS_TOKEN: parseEnv(await readFile(file('etc/relay.env'), 'utf8'))['METRICS_TOKEN'],
    };
    const options = { cwd: ROOT, env };
    const command = here(await asShell(text));
    const { stdout } = await run(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', command],
      options,
    ).catch(({ stdout: said, stderr }: { stdout?: string; stderr?: string }) => {
      throw new Error(`${command}\n${said}\n${stderr}`);
    });
    return stdout;
  }

  const environment = (): NodeJS.ProcessEnv => ({
    PATH: `${file('bin')}:${process.env['PATH']}`,
    HOME: folder,
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    NODE_EXTRA_CA_CERTS: file('tls/fullchain.pem'),
    CURL_CA_BUNDLE: file('tls/fullchain.pem'),
  });

  /** The settings of the guide, with the servers of this test. */
  async function writeSettings(): Promise<void> {
    const example = parseEnv(blocks.find(({ language }) => language === 'ini')?.text ?? '');
    expect(Object.keys(example).filter((name) => !(name in SETTINGS))).toEqual([]);
    expect(Object.keys(servers.env).filter((name) => !(name in example))).toEqual([
      'AWS_S3_PREFIX',
    ]);
    const own = {
      DEVICE_TOKEN: randomBytes(24).toString('hex'),
      JWT_SECRET: randomBytes(48).toString('base64'),
      ...servers.env,
    };
    const lines = Object.entries({ ...example, ...own }).map(([name, value]) => `${name}=${value}`);
    await writeFile(file('etc/relay.env'), `${lines.join('\n')}\n`);
  }

  /** As systemd starts the unit of this instance. */
  async function startUnit(port: string): Promise<void> {
    const unit = here((await readFile(path.join(ROOT, UNIT), 'utf8')).replaceAll('%i', port));
    const told = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
    const settings = parseEnv(await readFile(told('EnvironmentFile'), 'utf8'));
    const own = parseEnv(told('Environment').replaceAll(' ', '\n'));
    const [program = '', ...args] = told('ExecStart').split(' ');
    const child = spawn(program, args, {
      cwd: told('WorkingDirectory'),
      env: { ...environment(), WEB_DIR: file('web'), ...own, ...settings },
      stdio: 'ignore',
    });
    children.push(child);
  }

  async function startNginx(): Promise<void> {
    const config = file('nginx/nginx.conf');
    const user = process.getuid?.() === 0 ? 'user root;\n' : '';
    await writeFile(config, `daemon off;\n${user}${await readFile(config, 'utf8')}`);
    children.push(spawn(file('bin/nginx'), ['-c', config], { stdio: 'ignore' }));
    const accepts = async () =>
      run('curl', ['--insecure', '--silent', '--fail', `https://localhost:${https}/health`])
        .then(() => true)
        .catch(() => false);
    await expect.poll(accepts, { timeout: 20_000, interval: 50 }).toBe(true);
  }

  const isAbout = (word: string) => (block: Block) => block.text.includes(word);

  test(
    'leads from settings to two relays behind nginx, and everything in it works',
    async () => {
      await writeSettings();
      const shell = blocks.filter(({ language, kind }) => language === 'sh' && kind === 'run');
      expect(shell.length).toBeGreaterThanOrEqual(8);
      const said = new Map<Block, string>();
      for (const block of shell) {
        if (isAbout('ready.mjs 3001 60')(block))
          for (const port of ['3001', '3002']) await startUnit(port);
        said.set(block, await execute(block));
        if (isAbout('nginx -t')(block)) await startNginx();
      }
      const sayings = (word: string) => said.get(shell.find(isAbout(word)) ?? shell[0] ?? never());
      expect(sayings('doctor -- --env')).toContain('PostgreSQL at 127.0.0.1');
      expect(sayings('npm run migrate')).toContain('is up to date.');
      expect(sayings('/ready')).toContain('"status":"ready"');
      expect(sayings('doctor -- --url')).toContain('A WebSocket opens.');
      expect(sayings('access.log')).toContain('"msg":"request"');
      expect(sayings('--session')).toMatch(/lost +0\ndoubled +0\n/);
      expect(sayings('/metrics')).toContain('picture_live_build_info');
      const compose = parseEnv(await readFile(file('env'), 'utf8'));
      expect(compose['AWS_ACCESS_KEY_ID']).toMatch(/^GK[0-9a-f]{24}$/);
      const asRelay = { DATA_DIR: '/data', DEVICE_TOKEN: compose['DEVICE_TOKEN'] };
      readConfig({ ...asRelay, DB_HOST: 'postgres', JWT_SECRET: compose['JWT_SECRET'] });
    },
    MINUTES,
  );

  test('what needs more than this machine says so in its first line', () => {
    const marked = blocks.filter(({ kind }) => kind !== 'run').map(({ kind }) => kind);
    expect(Object.groupBy(marked, (kind) => kind)).toMatchObject({
      root: { length: 7 },
      public: { length: 1 },
      docker: { length: 2 },
    });
    const plain = blocks.filter(({ language, kind }) => language === 'sh' && kind === 'run');
    for (const { text } of plain) expect(text).not.toMatch(/sudo|systemctl|apt-get|docker /);
  });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function never(): never {
  throw new Error('The guide has no such block.');
}
