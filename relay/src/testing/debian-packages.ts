import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = path.join(import.meta.dirname, '../../node_modules/.cache');

/** A program that a test may run. */
export interface Program {
  file: string;
  /** Where its libraries are, if not in the system. */
  env: Record<string, string>;
}

export interface WantedProgram {
  /** As it is called in PATH. */
  name: string;
  /** The Debian package that has it. */
  package: string;
  /** Where that package puts it. */
  unpackedAt: string;
}

/**
 * A program of the system, or Debian's package with the libraries that are missing here, unpacked
 * beside the dependencies: nothing is installed.
 *
 * @returns null where there is neither.
 */
export async function findProgram(wanted: WantedProgram): Promise<Program | null> {
  const places = [
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/local/bin',
  ];
  for (const place of places) {
    const file = path.join(place, wanted.name);
    if (place !== '' && (await isExecutable(file))) return { file, env: {} };
  }
  const folder = path.join(CACHE, wanted.package);
  return (await unpacked(folder, wanted)) ?? (await download(folder, wanted));
}

async function unpacked(folder: string, { unpackedAt }: WantedProgram): Promise<Program | null> {
  const file = path.join(folder, unpackedAt);
  if (!(await isExecutable(file))) return null;
  const libraries: string[] = [];
  for (const base of ['usr/lib', 'lib'].map((part) => path.join(folder, part))) {
    const names = await readdir(base).catch(() => []);
    libraries.push(...names.filter(isArchitecture).map((name) => path.join(base, name)));
  }
  return { file, env: { LD_LIBRARY_PATH: libraries.join(':') } };
}

/** `x86_64-linux-gnu` and the like. */
function isArchitecture(name: string): boolean {
  return name.includes('-linux-gnu');
}

/** Several test files may want it at once: what is unpacked gets its name when it is complete. */
async function download(folder: string, wanted: WantedProgram): Promise<Program | null> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await fetchPackages(draft, wanted.package);
    await rename(draft, folder).catch(ignoreExisting);
  } catch (error) {
    process.stderr.write(`${wanted.name} is not to be had: ${String(error)}\n`);
    return null;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return unpacked(folder, wanted);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

/** The lists of the system may be missing or old: then this folder gets lists of its own. */
async function fetchPackages(folder: string, name: string): Promise<void> {
  const systemLists: string[] = [];
  try {
    await fetchWith(systemLists, folder, name);
  } catch {
    const lists = path.join(folder, 'lists');
    await mkdir(path.join(lists, 'partial'), { recursive: true });
    const ownLists = ['-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${lists}`];
    await run('apt-get', [...ownLists, 'update'], { cwd: folder });
    await fetchWith(ownLists, folder, name);
    await rm(lists, { recursive: true });
  }
}

async function fetchWith(options: string[], folder: string, name: string): Promise<void> {
  const plan = ['--simulate', '--no-install-recommends', 'install', name];
  const { stdout } = await run('apt-get', [...options, ...plan], { cwd: folder });
  const missing = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, found]) => found ?? '');
  await run('apt-get', [...options, 'download', ...missing], { cwd: folder });
  const archives = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
  for (const archive of archives) await run('dpkg-deb', ['-x', archive, '.'], { cwd: folder });
  for (const archive of archives) await rm(path.join(folder, archive));
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
