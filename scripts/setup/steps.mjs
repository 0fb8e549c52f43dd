import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError, explain } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { NODE_24, ROOT } from './places.mjs';
import { runTool } from './tool.mjs';

/**
 * @typedef {object} Step
 * @property {string} name as people read it
 * @property {() => boolean} isDone cheap: asked at every start
 * @property {() => Promise<void>} run
 */

const PNPM = 'pnpm@12.21.0';
const WORKSPACES = ['desktop', 'relay', 'shared', 'e2e'];
const MANIFESTS = [
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
    WORKSPACES.every((workspace) => existsSync(inRoot(`${workspace}/node_modules`))) &&
    runsNode24(),
  run: installDependencies,
};

async function installDependencies() {
  const hash = dependenciesHash();
  rmSync(DEPENDENCIES_STAMP, { force: true });
  const { code, output } = await runTool({
    command: 'npx',
    args: ['-y', PNPM, 'install', '--frozen-lockfile', '--prod=false'],
    // Without it pnpm asks before it replaces a node_modules made by another package manager.
    env: { CI: 'true' },
  });
  if (code !== 0) throw new SetupError(dependencies.name, explain(output), output);
  if (!runsNode24()) {
    throw new SetupError(
      dependencies.name,
      `Node 24 was installed but does not run on this computer (${process.platform}, ${process.arch}): Picture Live runs on Linux (glibc), macOS and Windows, on x64 and arm64.`,
    );
  }
  stamp(DEPENDENCIES_STAMP, hash);
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

/**
 * A web page built by Vite from a folder and what it shares with the rest.
 *
 * @param {{ name: string, id: string, source: string, config: string, viteArgs: string[], output: string }} page
 * @returns {Step}
 */
function webBuild({ name, id, source, config, viteArgs, output }) {
  const stampFile = inRoot(`.setup/${id}`);
  const inputs = [source, 'shared/src', 'pnpm-lock.yaml', 'tsconfig.base.json'];
  return {
    name,
    isDone: () =>
      !existsSync(inRoot(config)) ||
      (isStamped(stampFile, fingerprint(ROOT, inputs)) && existsSync(inRoot(output))),
    run: async () => {
      const hash = fingerprint(ROOT, inputs);
      rmSync(stampFile, { force: true });
      const { code, output: printed } = await runTool({
        command: NODE_24,
        args: ['node_modules/vite/bin/vite.js', 'build', ...viteArgs, '--logLevel', 'warn'],
        env: { NODE_ENV: 'production' },
      });
      if (code !== 0) throw new SetupError(name, explain(printed), printed);
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
  webBuild({
    name: 'gallery',
    id: 'gallery',
    source: 'relay/web',
    config: 'relay/web/vite.config.ts',
    viteArgs: ['relay/web'],
    output: 'relay/web/dist',
  }),
  webBuild({
    name: 'tether UI',
    id: 'tether-ui',
    source: 'desktop/src',
    config: 'desktop/src/ui/vite.config.ts',
    viteArgs: ['--config', 'desktop/src/ui/vite.config.ts'],
    output: 'desktop/dist/ui',
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
