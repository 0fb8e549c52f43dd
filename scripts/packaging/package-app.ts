import { rmSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import * as z from 'zod/mini';
import { ROOT } from '../setup/places.mjs';
import { builderConfig, type Circumstances } from './config.ts';
import { DistError } from './dist-error.ts';
import { explainPackaging } from './explain.ts';
import { drawIcons } from './icons/draw.ts';
import { inspectApp } from './inspect.ts';
import type { DistOptions } from './options.ts';
import { stageApp } from './stage/stage.ts';
import type { Target } from './stage/packages.ts';
import { targetOf } from './target.ts';

const PLATFORMS = { mac: Platform.MAC, win: Platform.WINDOWS, linux: Platform.LINUX } as const;
const ARCHES = { x64: Arch.x64, arm64: Arch.arm64, universal: Arch.universal } as const;

const WORK = 'packaging-';
const DAY_MS = 86_400_000;
const RESOURCES = path.join(import.meta.dirname, 'resources');

/** What one build is made from, besides the options. */
export interface Ingredients extends Pick<
  Circumstances,
  'electronDist' | 'signing' | 'feed' | 'maintainer'
> {
  /** Folder that will hold what was made; on the disk of the clone. */
  output: string;
  /** The page that packages of Linux name. */
  homepage: string;
  /** Folder whose `node_modules` have the packages of the target. */
  installed: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Lays out the app and lets electron-builder package it. `output` is replaced when everything in it
 * is made, and stays as it was where something fails.
 *
 * @throws DistError where something cannot be downloaded, or the app is not what it should be.
 */
export async function packageApp(
  { system, processors, dir }: Pick<DistOptions, 'system' | 'processors' | 'dir'>,
  ingredients: Ingredients,
): Promise<void> {
  const work = await makeWorkFolder();
  const electronVersion = readElectronVersion();
  const target = targetOf(system, processors);
  // One for each processor; a universal app is made of two.
  let missingElectrons = target.processors.length;
  // Also where somebody presses Ctrl-C.
  const removeWork = () => rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeWork);
  try {
    await stageApp(work, target, ingredients.installed, ingredients.homepage);
    await cp(RESOURCES, path.join(work, 'resources'), { recursive: true });
    await drawIcons(path.join(work, 'resources'));
    const made = path.join(work, 'made');
    await build({
      projectDir: path.join(work, 'app'),
      targets: PLATFORMS[system].createTarget(
        dir ? 'dir' : null,
        ...processors.map((name) => ARCHES[name]),
      ),
      publish: 'never',
      config: builderConfig({
        ...ingredients,
        work,
        output: made,
        electronVersion,
        onElectron: () => (missingElectrons -= 1),
        onPacked: (resources, arch) => assertSound(resources, carriedBy(target, arch)),
      }),
    });
    await rm(ingredients.output, { recursive: true, force: true, maxRetries: 5 });
    await mkdir(path.dirname(ingredients.output), { recursive: true });
    await rename(made, ingredients.output);
  } catch (error) {
    throw explainPackaging(error, missingElectrons > 0 ? electronVersion : null);
  } finally {
    process.off('exit', removeWork);
    removeWork();
  }
}

/** Apps for macOS carry the libraries of all processors that are built for, the others their own. */
function carriedBy(target: Target, arch: Arch): Target {
  if (target.platform === 'darwin') return target;
  return { ...target, processors: target.processors.filter((name) => ARCHES[name] === arch) };
}

/** @throws DistError with everything that is wrong with a packaged app. */
async function assertSound(resources: string, target: Target): Promise<void> {
  const problems = await inspectApp(resources, target);
  if (problems.length === 0) return;
  throw new DistError(`The packaged app is not what it should be: ${problems.join('; ')}.`);
}

/** Whoever was killed has left theirs, with hundreds of megabytes in it; it goes after a day. */
async function makeWorkFolder(): Promise<string> {
  const setup = path.join(ROOT, '.setup');
  await mkdir(setup, { recursive: true });
  for (const name of (await readdir(setup)).filter((one) => one.startsWith(WORK))) {
    const left = path.join(setup, name);
    // Another packaging may just remove its own.
    const found = statSync(left, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > DAY_MS)
      await rm(left, { recursive: true, force: true });
  }
  return mkdtemp(path.join(setup, WORK));
}

function readElectronVersion(): string {
  const { resolve } = createRequire(path.join(ROOT, 'desktop/package.json'));
  const manifest: unknown = createRequire(import.meta.url)(resolve('electron/package.json'));
  return z.parse(z.object({ version: z.string() }), manifest).version;
}
