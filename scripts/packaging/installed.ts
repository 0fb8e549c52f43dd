import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { explainInstallation } from '../setup/explain.mjs';
import { ROOT } from '../setup/places.mjs';
import { MANIFESTS, PNPM } from '../setup/steps.mjs';
import { runTool } from '../setup/tool.mjs';
import { DistError } from './dist-error.ts';
import { collectPackages, MissingPackage, type Target } from './stage/packages.ts';
import { LOADED_PACKAGES } from './stage/stage.ts';

/**
 * A folder whose `node_modules` have what the app loads on a target: the clone's own where that is
 * enough, else one beside it, into which the same versions are installed for the other processor
 * or system.
 *
 * @param say told before something is fetched, and what the tool printed where that fails.
 * @throws DistError where they cannot be fetched.
 */
export async function installedFor(target: Target, say: (line: string) => void): Promise<string> {
  const own = path.join(ROOT, 'desktop');
  if (hasAll(own, target)) return own;
  const { platform, processors } = target;
  // Without the way to the clone, which may have spaces in it that npx on Windows stumbles over.
  const place = `.setup/packages-${platform}-${processors.join('-')}`;
  const folder = path.join(ROOT, place);
  say(`Fetching the libraries for ${platform} on ${processors.join(' and ')} …`);
  await rm(folder, { recursive: true, force: true });
  for (const manifest of MANIFESTS) {
    await mkdir(path.dirname(path.join(folder, manifest)), { recursive: true });
    await cp(path.join(ROOT, manifest), path.join(folder, manifest));
  }
  const { code, output } = await runTool({
    command: 'npx',
    // prettier-ignore
    args: [
      '-y', PNPM, '--dir', place, 'install', '--frozen-lockfile', '--prod', '--ignore-scripts',
      '--filter', '@picture-live/desktop...', '--os', platform, '--libc', 'glibc',
      ...processors.flatMap((processor) => ['--cpu', processor]),
    ],
    env: { CI: 'true' },
  });
  if (code !== 0) {
    say(output);
    throw new DistError(
      `The libraries for ${platform} could not be installed. ${explainInstallation(output)}`,
    );
  }
  return path.join(folder, 'desktop');
}

function hasAll(folder: string, target: Target): boolean {
  try {
    collectPackages(folder, LOADED_PACKAGES, target);
    return true;
  } catch (error) {
    if (error instanceof MissingPackage) return false;
    throw error;
  }
}
