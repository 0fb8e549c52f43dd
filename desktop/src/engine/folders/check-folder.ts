import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import { systemCode } from '../disk/system-error.ts';

export interface CheckFolder {
  /** As it was typed. */
  path: string;
  create: boolean;
  /** Absolute paths of the hot folders there are. */
  others: readonly string[];
  /** Picture Live's own data. */
  dataDir: string;
}

/**
 * Makes sure that a folder can be a hot folder; returns its absolute path.
 *
 * @throws PictureLiveError `invalid_request` or `not_found` with what is wrong and what to do.
 */
export async function checkFolder(wanted: CheckFolder): Promise<string> {
  const folder = toAbsolute(wanted.path);
  if (wanted.create) await create(folder);
  const real = await realFolder(folder);
  if (overlaps(real, await realOf(wanted.dataDir))) {
    throw refused(`${folder} would take in Picture Live’s own data. Choose another folder.`);
  }
  for (const other of wanted.others) {
    if (overlaps(real, await realOf(other))) {
      throw refused(
        `${folder} is watched already or shares files with ${other}, which is watched with all its sub-folders.`,
      );
    }
  }
  return folder;
}

function toAbsolute(typed: string): string {
  const text = typed.trim().replace(/^~(?=$|[/\\])/, os.homedir());
  if (path.isAbsolute(text)) return path.normalize(text).replace(/(?<=.)[/\\]+$/, '');
  throw refused('Type the whole path of the folder, from the root of the disk.');
}

async function create(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw refused(`${folder} cannot be made (${systemCode(error) ?? String(error)}).`, error);
  }
}

async function realFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder);
    if (!(await stat(real)).isDirectory()) throw refused(`${folder} is a file, not a folder.`);
    await access(real, constants.R_OK | constants.X_OK);
    return real;
  } catch (error) {
    if (error instanceof PictureLiveError) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new PictureLiveError('not_found', `There is no folder ${folder}.`, { cause: error });
    }
    throw refused(
      `${folder} cannot be read (${code ?? String(error)}): give this user permission to read it.`,
      error,
    );
  }
}

/** A folder on a drive that is away is compared by its name. */
async function realOf(folder: string): Promise<string> {
  return realpath(folder).catch(() => path.resolve(folder));
}

function overlaps(one: string, other: string): boolean {
  return isInside(one, other) || isInside(other, one);
}

function isInside(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  const outside = relative === '..' || relative.startsWith(`..${path.sep}`);
  return !outside && !path.isAbsolute(relative);
}

function refused(message: string, cause?: unknown): PictureLiveError {
  return new PictureLiveError('invalid_request', message, { cause });
}
