import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { Options } from './options.ts';
import { StartError, systemCode } from './problems.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** The data folder, ready for work. All paths are absolute. */
export interface Home {
  path: string;
  relay: string;
  desktop: string;
  hotFolders: string[];
  secrets: Secrets;
}

/** What the first minutes need; a disk with less is as good as full. */
const PROBE = Buffer.alloc(1024 * 1024);

/**
 * Creates what is missing in the data folder and makes sure that it can be written to.
 *
 * @throws StartError with one sentence saying what is wrong and what to do.
 */
export async function prepareHome(options: Pick<Options, 'home' | 'hotFolders'>): Promise<Home> {
  const { home } = options;
  const relay = path.join(home, 'relay');
  const desktop = path.join(home, 'desktop');
  const standard = options.hotFolders.length === 0 ? [path.join(home, 'hot-folder')] : [];
  try {
    for (const folder of [home, relay, desktop, ...standard]) await createFolder(folder);
    await probe(home);
  } catch (error) {
    throw new StartError(explainHome(home, error), { cause: error });
  }
  const hotFolders = [...new Set([...standard, ...options.hotFolders])];
  for (const folder of hotFolders) await checkHotFolder(folder);
  await checkOverlaps(hotFolders, [relay, desktop]);
  return { path: home, relay, desktop, hotFolders, secrets: await loadSecrets(home) };
}

/** Unlike Node's recursive `mkdir`, which never returns where nobody may create anything (/proc). */
async function createFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    const found = await statOrNull(folder);
    if (found?.isDirectory() === true) return;
    const parentIsMissing = found === null && (await statOrNull(parent)) === null;
    if (systemCode(error) !== 'ENOENT' || !parentIsMissing) throw error;
    await createFolder(parent);
    await mkdir(folder);
  }
}

async function statOrNull(place: string): Promise<Stats | null> {
  try {
    return await stat(place);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes through to the disk: a full one often accepts a few bytes into its cache. */
async function probe(home: string): Promise<void> {
  const file = path.join(home, `.probe-${randomUUID()}`);
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(PROBE);
    await handle.sync();
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}

function explainHome(home: string, error: unknown): string {
  const code = systemCode(error);
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${home} cannot be used because a file is in its place: choose another with --home.`;
    case 'EACCES':
    case 'ENOENT':
    case 'EPERM':
    case 'EROFS':
      return `The data folder ${home} is not writable: change its permissions or choose another with --home.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${home} is full: free some space or choose another with --home.`;
    case null:
    default:
      return `The data folder ${home} cannot be used (${code ?? String(error)}): choose another with --home.`;
  }
}

async function checkHotFolder(folder: string): Promise<void> {
  try {
    const found = await stat(folder);
    if (!found.isDirectory()) throw new StartError(`The hot folder ${folder} is not a folder.`);
    await access(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const sentence =
      systemCode(error) === 'ENOENT'
        ? `The hot folder ${folder} does not exist: create it or name another with --hot-folder.`
        : `The hot folder ${folder} cannot be read (${systemCode(error) ?? String(error)}): change its permissions or name another with --hot-folder.`;
    throw new StartError(sentence, { cause: error });
  }
}

/** Sub-folders are watched too: one folder inside another would deliver its files twice. */
async function checkOverlaps(hotFolders: string[], dataFolders: readonly string[]): Promise<void> {
  const real = await Promise.all(
    hotFolders.map(async (folder) => [folder, await realpath(folder)]),
  );
  const data = await Promise.all(dataFolders.map((folder) => realpath(folder)));
  for (const [index, [folder = '', place = '']] of real.entries()) {
    if (data.some((own) => isInside(own, place) || isInside(place, own))) {
      throw new StartError(
        `The hot folder ${folder} would take in Picture Live’s own data: name another with --hot-folder.`,
      );
    }
    const [outer] = real.find(([, other = ''], at) => at !== index && isInside(place, other)) ?? [];
    if (outer !== undefined) {
      throw new StartError(
        `The hot folder ${folder} lies inside ${outer}, which is watched with all its sub-folders: name only one of them.`,
      );
    }
  }
}

/** Whether `place` is `folder` or below it. */
function isInside(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  const outside = relative === '..' || relative.startsWith(`..${path.sep}`);
  return !outside && !path.isAbsolute(relative);
}
