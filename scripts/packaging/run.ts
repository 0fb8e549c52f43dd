import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { CHECKSUMS_FILE, writeChecksums } from './checksums.ts';
import { DistError } from './dist-error.ts';
import { FEED_VARIABLE, readFeed } from './feed.ts';
import { installedFor } from './installed.ts';
import type { DistOptions } from './options.ts';
import { planSigning } from './signing.ts';
import { readDesktop } from './stage/stage.ts';
import { targetOf } from './target.ts';

/** What electron-builder writes for whoever looks for a mistake in the configuration. */
const NOT_PUBLISHED = /^builder-/;

/** Names that belong to nobody, for builds that are not passed on. */
const HOMEPAGE = 'https://picture-live.example';
const MAINTAINER = 'Picture Live contributors <picture-live@picture-live.example>';

/**
 * Packages the app into `release/<system>` and writes the checksums beside it.
 *
 * @param say lines for the person at the terminal.
 * @throws DistError with one sentence.
 */
export async function runDist(
  options: DistOptions,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<void> {
  await checkTag(options.tag);
  const signing = planSigning(options.system, env, options.signed);
  const feed = readFeed(env, options.system, signing);
  say(signing.sentence);
  say(
    feed === null
      ? `Without updates: ${FEED_VARIABLE} is not set.`
      : `Updates come from ${feed.href}.`,
  );
  const target = targetOf(options.system, options.processors);
  const installed = await installedFor(target, say);
  const output = path.join(ROOT, 'release', options.system);
  // Only now: what is said above is said at once, and electron-builder takes seconds to load.
  const { packageApp } = await import('./package-app.ts');
  await packageApp(options, {
    output,
    installed,
    electronDist: env['ELECTRON_OVERRIDE_DIST_PATH'] || null,
    signing,
    feed,
    maintainer: env['PICTURE_LIVE_MAINTAINER'] || MAINTAINER,
    homepage: env['PICTURE_LIVE_HOMEPAGE'] || HOMEPAGE,
    env,
  });
  await reportFiles(output, say);
}

/** @throws DistError where the tag is for another version than the one that would be built. */
async function checkTag(tag: string | null): Promise<void> {
  const { version } = await readDesktop();
  if (tag === null || tag === `v${version}`) return;
  throw new DistError(
    `The tag ${tag} does not fit the version ${version} of desktop/package.json: tag v${version}, or change the version first.`,
  );
}

async function reportFiles(output: string, say: (line: string) => void): Promise<void> {
  const entries = await readdir(output, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !NOT_PUBLISHED.test(entry.name))
    .map(({ name }) => name);
  const place = path.relative(ROOT, output);
  if (files.length === 0) {
    say(`The app is in ${place}, without an installer.`);
    return;
  }
  await writeChecksums(output, files);
  say([`In ${place}:`, ...files.toSorted(), CHECKSUMS_FILE].join('\n  '));
}
