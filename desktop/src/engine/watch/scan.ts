import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../disk/system-error.ts';
import { isIgnored } from './ignored.ts';

export interface ScanOptions {
  /** Absolute path of the hot folder. */
  root: string;
  /** Folder inside it to begin at, '' for all of it. */
  from: string;
  signal: AbortSignal;
  /** Called before a folder is read. */
  onFolder: (path: string) => void;
  /** Whether the state of a file is wanted; its name is reported either way. */
  wants: (path: string) => boolean;
  /** A regular file; `stats` is null where it was not wanted. */
  onFile: (path: string, stats: Stats | null) => void;
  /** A folder that could not be read, with the error code of the system. */
  onRefused: (path: string, code: string) => void;
}

/** So many files are asked for their state at once: one batch of work for the thread pool. */
const BATCH = 32;

/**
 * Goes through a folder and all folders below it, streaming, in batches, so that ten thousand
 * files neither fill the memory nor hold up anything else. Links are not followed: they lead out
 * of the hot folder or in circles.
 *
 * Every file is asked for its state, though a folder's modification time would say whether names
 * came or went: overwriting in place does not change it, and FAT cards never do.
 *
 * @throws the system's error where `from` itself cannot be read; AbortError when `signal` aborts.
 */
export async function scanTree(options: ScanOptions): Promise<void> {
  const folders = [options.from];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    options.signal.throwIfAborted();
    options.onFolder(folder);
    try {
      await scanFolder(options, folder, folders);
    } catch (error) {
      const code = systemCode(error);
      if (code === null || folder === options.from) throw error;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') options.onRefused(folder, code);
    }
  }
}

async function scanFolder(options: ScanOptions, folder: string, found: string[]): Promise<void> {
  const directory = await opendir(join(options.root, folder), { bufferSize: 8 * BATCH });
  let batch: string[] = [];
  // The iterator closes the directory, whatever happens.
  for await (const entry of directory) {
    options.signal.throwIfAborted();
    const isFolder = entry.isDirectory();
    if (isIgnored(entry.name, isFolder)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isFolder) found.push(path);
    else if (mayBeFile(entry)) batch.push(path);
    if (batch.length < BATCH) continue;
    await scanFiles(options, batch, found);
    batch = [];
  }
  await scanFiles(options, batch, found);
}

/** Some file systems do not say in the directory what an entry is. */
function mayBeFile(entry: Dirent): boolean {
  const isOther =
    entry.isSymbolicLink() ||
    entry.isFIFO() ||
    entry.isSocket() ||
    entry.isBlockDevice() ||
    entry.isCharacterDevice();
  return !isOther;
}

async function scanFiles(options: ScanOptions, paths: string[], found: string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      if (!options.wants(path)) return options.onFile(path, null);
      const stats = await stateOf(join(options.root, path));
      if (stats === null) return;
      if (stats.isFile()) options.onFile(path, stats);
      else if (stats.isDirectory()) found.push(path);
    }),
  );
}

/**
 * The state of a file without following links; null where there is none (any more).
 *
 * @throws the system's error where it may not be asked.
 */
export async function stateOf(absolutePath: string): Promise<Stats | null> {
  try {
    return await lstat(absolutePath);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
