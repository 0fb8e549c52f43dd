import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../../setup/places.mjs';
import { filesOf } from './files.ts';
import { writeLicences } from './licences.ts';
import { collectPackages, type Package, type Target } from './packages.ts';

/** What the bundle of the shell loads besides itself (see desktop/src/electron/vite.config.ts). */
export const LOADED_PACKAGES: readonly string[] = [
  'better-sqlite3',
  'dejavu-fonts-ttf',
  'electron-updater',
  'libheif-js',
  'sharp',
];

/** What the tether UI is bundled from, beside what the desktop depends on. */
export const UI_PACKAGES: readonly string[] = ['lucide-react', 'react', 'react-dom'];

const DesktopManifest = z.object({
  version: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

export const LICENCES_FILE = 'third-party-licences.txt';

/** The desktop's own package.json. */
export async function readDesktop(): Promise<z.infer<typeof DesktopManifest>> {
  const file = path.join(ROOT, 'desktop/package.json');
  return z.parse(DesktopManifest, JSON.parse(await readFile(file, 'utf8')));
}

/**
 * Lays out the app as it is packaged: in `app` the two bundles, a package.json and the packages
 * that are loaded at run time, file by file; beside it the licences. Nothing is left to the packager's
 * own search for dependencies, which would take whole packages of a workspace along.
 *
 * @param installed folder with a `node_modules` that has the packages of the target.
 * @param homepage the page that packages of Linux name.
 */
export async function stageApp(
  folder: string,
  target: Target,
  installed: string,
  homepage: string,
): Promise<void> {
  const app = path.join(folder, 'app');
  const loaded = collectPackages(installed, LOADED_PACKAGES, target);
  await cp(path.join(ROOT, 'desktop/dist/electron'), path.join(app, 'dist/electron'), {
    recursive: true,
  });
  await cp(path.join(ROOT, 'desktop/dist/ui'), path.join(app, 'dist/ui'), { recursive: true });
  for (const item of loaded) await copyPackage(item, target, app);
  const desktop = await readDesktop();
  const manifest = {
    name: 'picture-live',
    // Electron names the profile folder and the keychain's entry after it.
    productName: 'Picture Live',
    desktopName: 'picture-live.desktop',
    version: desktop.version,
    description: 'From the camera to every guest’s phone in under a second',
    author: 'Picture Live contributors',
    license: desktop.license,
    homepage,
    type: 'module',
    main: 'dist/electron/main.js',
  };
  await writeFile(path.join(app, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const own = await readFile(path.join(ROOT, 'LICENSE'), 'utf8');
  const licences = await writeLicences(own, [...loaded, ...bundled(desktop.dependencies, target)]);
  await writeFile(path.join(folder, LICENCES_FILE), licences);
}

async function copyPackage(item: Package, target: Target, app: string): Promise<void> {
  for (const file of await filesOf(item, target)) {
    const place = path.join(app, item.place, file);
    await mkdir(path.dirname(place), { recursive: true });
    await cp(path.join(item.folder, file), place);
  }
}

/**
 * Everything that may be in the bundles: one list too long is right, one too short is a breach of
 * somebody's terms. Our own packages are not others' work; theirs count as ours.
 */
function bundled(dependencies: Record<string, string>, target: Target): Package[] {
  const desktop = path.join(ROOT, 'desktop');
  const names = [...Object.keys(dependencies), ...UI_PACKAGES].filter(
    (name) => !LOADED_PACKAGES.includes(name),
  );
  // Programs of their own for each processor are no part of a bundle.
  return collectPackages(desktop, names, { ...target, processors: [] }).filter(
    ({ manifest }) => !manifest.name.startsWith('@picture-live/'),
  );
}
