import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError, explainBuild, explainInstallation } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { NODE_24, ROOT } from './places.mjs';
import { runTool } from './tool.mjs';

/**
 * @typedef {object} Step
 * @property {string} name as people read it
 * @property {() => boolean} isDone cheap: asked at every start
 * @property {() => Promise<void>} run
 */

export const PNPM = 'pnpm@12.21.0';
const WORKSPACES = ['desktop', 'relay', 'shared', 'e2e'];
const MODULE_FOLDERS = ['.', ...WORKSPACES].map((place) => inRoot(`${place}/node_modules`));
export const MANIFESTS = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...WORKSPACES.map((workspace) => `${workspace}/package.json`),
];

/** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
const VERSION_QUESTION = {
  encoding: 'utf8',
  windowsHide: true,
  stdio: ['ignore', 'pipe', 'ignore'],
};

/** Inside node_modules, so that deleting or replacing that folder takes the stamp with it. */
const DEPENDENCIES_STAMP = inRoot('node_modules/.picture-live-setup');

/** @type {Step} */
const dependencies = {
  name: 'dependencies',
  isDone: () =>
    isStamped(DEPENDENCIES_STAMP, dependenciesHash()) &&
    MODULE_FOLDERS.every((folder) => existsSync(folder)) &&
    runsNode24(),
  run: installDependencies,
};

async function installDependencies() {
  const hash = dependenciesHash();
  rmSync(DEPENDENCIES_STAMP, { force: true });
  await runPnpm();
  if (!runsNode24()) {
    // pnpm believes its own records, not its eyes: what was damaged by hand it does not repair.
    for (const folder of MODULE_FOLDERS) rmSync(folder, { recursive: true, force: true });
    await runPnpm();
  }
  if (!runsNode24()) {
    throw new SetupError(
      dependencies.name,
      `Node 24 was installed but does not run on this computer (${process.platform}, ${process.arch}): Picture Live runs on Linux (glibc), macOS and Windows, on x64 and arm64.`,
    );
  }
  stamp(DEPENDENCIES_STAMP, hash);
}

async function runPnpm() {
  const { code, output } = await runTool({
    command: 'npx',
    args: ['-y', PNPM, 'install', '--frozen-lockfile', '--prod=false'],
    env: {
      // Without it pnpm asks before it replaces a node_modules made by another package manager.
      CI: 'true',
      // npm's own patience is 70 seconds before it says that there is no network.
      npm_config_fetch_retry_mintimeout: '2000',
      npm_config_fetch_retry_maxtimeout: '10000',
    },
  });
  if (code !== 0) throw new SetupError(dependencies.name, explainInstallation(output), output);
}

function dependenciesHash() {
  // A node_modules carried to another kind of machine (a mounted folder) has the wrong binaries.
  return fingerprint(ROOT, MANIFESTS, `${process.platform} ${process.arch}`);
}

function runsNode24() {
  try {
    return execFileSync(NODE_24, ['--version'], VERSION_QUESTION).startsWith('v24.');
  } catch {
    // Missing, half-written or for another kind of machine: all the same, it has to be installed.
    return false;
  }
}

/** What every page may import besides its own folder, and what decides how it is built. */
const SHARED_BY_PAGES = [
  ...['protocol', 'errors', 'domain', 'client', 'hooks'].map((part) => `shared/src/${part}`),
  'shared/package.json',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
];

/**
 * A build by Vite that is repeated only when one of its inputs has changed.
 *
 * @param {{ name: string, viteArgs: string[], inputs: string[], output: string }} build
 * `output` is the file that is there once it is built
 * @returns {Step}
 */
function viteBuild({ name, viteArgs, inputs, output }) {
  const stampFile = inRoot(`.setup/${name.replaceAll(' ', '-')}`);
  return {
    name,
    isDone: () => isStamped(stampFile, fingerprint(ROOT, inputs)) && existsSync(inRoot(output)),
    run: async () => {
      const hash = fingerprint(ROOT, inputs);
      rmSync(stampFile, { force: true });
      const { code, output: printed } = await runTool({
        command: NODE_24,
        args: ['node_modules/vite/bin/vite.js', 'build', ...viteArgs, '--logLevel', 'warn'],
        env: { NODE_ENV: 'production' },
      });
      if (code !== 0) throw new SetupError(name, explainBuild(printed), printed);
      stamp(stampFile, hash);
    },
  };
}

/**
 * In this order; each may rely on the ones before it.
 *
 * @type {readonly Step[]}
 */
export const STEPS = [
  dependencies,
  viteBuild({
    name: 'gallery',
    viteArgs: ['relay/web'],
    inputs: ['relay/web', ...SHARED_BY_PAGES],
    output: 'relay/web/dist/gallery/index.html',
  }),
  viteBuild({
    name: 'tether UI',
    viteArgs: ['--config', 'desktop/src/ui/vite.config.ts'],
    inputs: ['desktop/src/ui', 'desktop/src/bridge', ...SHARED_BY_PAGES],
    output: 'desktop/dist/ui/index.html',
  }),
  viteBuild({
    name: 'desktop shell',
    viteArgs: ['--config', 'desktop/src/electron/vite.config.ts'],
    inputs: ['desktop/src', 'shared/src', 'pnpm-lock.yaml', 'tsconfig.base.json'],
    output: 'desktop/dist/electron/main.js',
  }),
];

/**
 * @param {string} file
 * @param {string} hash
 */
function isStamped(file, hash) {
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

/**
 * @param {string} file
 * @param {string} hash
 */
function stamp(file, hash) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, hash);
  renameSync(`${file}.new`, file);
}

/** @param {string} place */
function inRoot(place) {
  return path.join(ROOT, place);
}
