import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../setup/places.mjs';
import { systemCode } from '../supervisor/problems.ts';
import { fail, ok, reasonOf, warn, type Finding } from './finding.ts';

const GIBIBYTE = 1024 ** 3;
/** An evening of renditions is some gigabytes; under the second nothing is sure any more. */
const SPACE = { plenty: 5 * GIBIBYTE, least: GIBIBYTE / 2 };
const NODE = 24;

/** @param version such as `v24.1.0`. */
export function checkNode(version: string): Finding {
  const major = Number(/^v(\d+)\./.exec(version)?.[1]);
  return major >= NODE
    ? ok('Node', `${version}.`)
    : fail('Node', `This is Node ${version}.`, `Start it by npm, which brings Node ${NODE} along.`);
}

/** The packages with machine code, and whose they are. */
const NATIVE = [
  ['relay', 'better-sqlite3'],
  ['relay', '@node-rs/argon2'],
  ['shared', 'sharp'],
] as const;

/** @param root of a checkout. */
export function checkNative(root: string = ROOT): Finding {
  const broken = NATIVE.flatMap(([owner, name]) => {
    try {
      createRequire(path.join(root, owner, 'package.json'))(name);
      return [];
    } catch (error) {
      return [`${name} (${reasonOf(error).split('\n')[0]})`];
    }
  });
  const names = NATIVE.map(([, name]) => name).join(', ');
  if (broken.length === 0) return ok('native modules', `${names} load.`);
  const fix = 'Delete the node_modules folders and start again: they are of another machine.';
  return fail('native modules', `These do not load: ${broken.join(', ')}.`, fix);
}

/** Whether a data folder can be used: it is there, or can be made, and can be written to. */
export async function checkFolder(folder: string, name = 'data folder'): Promise<Finding> {
  const place = await nearest(folder);
  if (!(await stat(place)).isDirectory()) {
    return fail(name, `${place} is a file.`, 'Move it away, or choose another folder.');
  }
  try {
    await access(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    const says = `${place} cannot be written to (${systemCode(error) ?? String(error)}).`;
    return fail(name, says, 'Give it to the user who runs Picture Live, or choose another folder.');
  }
  return place === folder
    ? ok(name, `${folder} can be written to.`)
    : ok(name, `${folder} is not there yet; the first start makes it.`);
}

/** A relay runs without its log files, and nobody learns why something failed. */
export async function checkLogFolder(folder: string): Promise<Finding> {
  const found = await checkFolder(folder, 'log folder');
  return found.state === 'fail' ? { ...found, state: 'warn' } : found;
}

export async function checkSpace(folder: string, space = SPACE): Promise<Finding> {
  const name = 'free disk';
  const { bavail, bsize } = await statfs(await nearest(folder));
  const free = bavail * bsize;
  const says = `${(free / GIBIBYTE).toFixed(1)} GB are free where ${folder} is.`;
  if (free >= space.plenty) return ok(name, says);
  const fix = `Make room: ${Math.round(space.plenty / GIBIBYTE)} GB are a long evening.`;
  return free >= space.least ? warn(name, says, fix) : fail(name, says, fix);
}

/** The folder itself or the one above that is there. */
async function nearest(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    const above = path.dirname(folder);
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
    if (!isMissing || above === folder) throw error;
    return nearest(above);
  }
}

/** A clock that is before this program was written was never set. */
export async function checkPlausible(now: number, root: string = ROOT): Promise<Finding> {
  const name = 'clock';
  const { mtimeMs } = await stat(path.join(root, 'package.json'));
  const says = `It is ${new Date(now).toISOString()} by this computer.`;
  const fix = 'Set the clock, or turn on its synchronisation (timedatectl set-ntp true).';
  return now >= mtimeMs ? ok(name, says) : warn(name, `${says} This program is younger.`, fix);
}
