import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.optional(z.string()),
  homepage: z.optional(z.string()),
  dependencies: z.optional(z.record(z.string(), z.string())),
  optionalDependencies: z.optional(z.record(z.string(), z.string())),
  os: z.optional(z.array(z.string())),
  cpu: z.optional(z.array(z.string())),
  libc: z.optional(z.array(z.string())),
});

export type Manifest = z.infer<typeof Manifest>;

/** A package of the dependency tree. */
export interface Package {
  manifest: Manifest;
  /** Where it is installed: a real path. */
  folder: string;
  /** Where it belongs in the app, e.g. `node_modules/@img/colour`; with forward slashes. */
  place: string;
}

/** The machine that the app is for, in Node's words. */
export interface Target {
  platform: 'darwin' | 'win32' | 'linux';
  processors: readonly ('x64' | 'arm64')[];
}

/** A package without which the app would not start is not installed. */
export class MissingPackage extends Error {
  override name = 'MissingPackage';
}

/** What a package needs to be built, never to run. */
const ONLY_TO_BUILD: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['node-addon-api'],
};

/**
 * The packages that `names` need at run time on a target, as Node would find them from `folder`.
 * They come to lie flat; a second version of a package lies below the one that needs it.
 *
 * @throws MissingPackage naming one that is not installed, also one for another processor.
 */
export function collectPackages(
  folder: string,
  names: readonly string[],
  target: Target,
): Package[] {
  const places = new Map<string, Package>();
  const add = (name: string, from: string, below: string, isOptional: boolean): void => {
    const found = findPackage(name, from);
    if (found === null) {
      if (isOptional && !isForTarget(name, target)) return;
      throw new MissingPackage(`The package ${name} is not installed.`);
    }
    const { manifest } = found;
    if (isOptional && !fits(manifest, target)) return;
    const flat = `node_modules/${name}`;
    const present = places.get(flat);
    const place = present && present.folder !== found.folder ? `${below}/${flat}` : flat;
    if (places.has(place)) return;
    places.set(place, { ...found, place });
    for (const needed of Object.keys(manifest.dependencies ?? {})) {
      if (ONLY_TO_BUILD[name]?.includes(needed) === true) continue;
      add(needed, found.folder, place, false);
    }
    for (const needed of Object.keys(manifest.optionalDependencies ?? {})) {
      add(needed, found.folder, place, true);
    }
  };
  for (const name of names) add(name, folder, '', false);
  return [...places.values()].toSorted((a, b) => (a.place < b.place ? -1 : 1));
}

/** As Node looks for it: in each `node_modules` on the way up. */
function findPackage(name: string, from: string): Omit<Package, 'place'> | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    const manifest = path.join(candidate, 'package.json');
    if (existsSync(manifest)) {
      return {
        manifest: z.parse(Manifest, JSON.parse(readFileSync(manifest, 'utf8'))),
        folder: realpathSync(candidate),
      };
    }
    if (folder === path.dirname(folder)) return null;
  }
}

/** Whether a package that is not here was for a target, by the name that all of them have. */
function isForTarget(name: string, { platform, processors }: Target): boolean {
  return processors.some((processor) => name.endsWith(`-${platform}-${processor}`));
}

function fits({ os, cpu, libc }: Manifest, { platform, processors }: Target): boolean {
  return (
    (os === undefined || os.includes(platform)) &&
    (cpu === undefined || processors.some((processor) => cpu.includes(processor))) &&
    (libc === undefined || libc.includes('glibc'))
  );
}
