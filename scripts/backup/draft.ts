import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { BackupError } from '@picture-live/shared/backup';
import { lockFolder, syncFolder } from '@picture-live/shared/process';

/** A folder in which a data folder is put together before it is one. */
export interface Draft {
  folder: string;
  /** Everything is there: it becomes the data folder. */
  land(): Promise<void>;
  /** Removes it; does nothing once it has landed. */
  discard(): Promise<void>;
}

const INSIDE = '.restoring';
const LOCK = /^lock\.sqlite/;

/**
 * Begins a data folder: beside the place, so that it is there in one rename; inside it where that
 * is a mounted volume, which cannot be renamed. What is in the place stays there until the draft
 * lands, and is moved aside then. What an interrupted restore left is removed.
 *
 * @param root its place; missing or empty, unless `replace`.
 * @throws BackupError where something is there; PictureLiveError `home_in_use`, from `land` too.
 */
export async function openDraft(root: string, replace: boolean): Promise<Draft> {
  const isVolume = await isMounted(root);
  if (!(await isEmpty(root))) {
    refuse(root, { replace, isVolume });
    await requireIdle(root);
  }
  const folder = isVolume ? path.join(root, INSIDE) : `${root}${INSIDE}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  await clear(folder);
  let isOver = false;
  return {
    folder,
    async land() {
      // It has taken hours, maybe, in which somebody has begun to work there.
      if (!(await isEmpty(root))) {
        refuse(root, { replace, isVolume });
        await moveAside(root);
      }
      isOver = true;
      lock.release();
      await removeLocks(folder);
      if (isVolume) await moveOut(folder, root);
      else await takePlace(folder, root);
    },
    async discard() {
      if (isOver) return;
      isOver = true;
      lock.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isMounted(root: string): Promise<boolean> {
  if (!existsSync(root)) return false;
  return (await stat(root)).dev !== (await stat(path.dirname(root))).dev;
}

async function isEmpty(root: string): Promise<boolean> {
  if (!existsSync(root)) return true;
  return (await readdir(root)).every((name) => name === INSIDE || name === 'lost+found');
}

function refuse(root: string, given: { replace: boolean; isVolume: boolean }): void {
  if (given.isVolume) {
    throw new BackupError(
      `${root} is not empty, and a volume of its own: empty it, or choose another folder with --home.`,
    );
  }
  if (given.replace) return;
  throw new BackupError(
    `${root} is not empty: choose another folder with --home, or say --replace, which moves it aside.`,
  );
}

/** Whoever works in it must stop first. */
async function requireIdle(root: string): Promise<void> {
  for (const name of ['', 'relay', 'desktop']) {
    const folder = path.join(root, name);
    if (existsSync(path.join(folder, 'lock.sqlite'))) (await lockFolder(folder)).release();
  }
}

/** Never deletes what is there. */
async function moveAside(root: string): Promise<void> {
  await requireIdle(root);
  await rename(root, `${root}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
}

async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!LOCK.test(name)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function removeLocks(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (LOCK.test(name)) await rm(path.join(folder, name), { force: true });
  }
}

async function takePlace(folder: string, root: string): Promise<void> {
  // An empty folder; renaming onto it is not possible everywhere.
  if (existsSync(root)) await rmdir(root);
  await rename(folder, root);
  await syncFolder(path.dirname(root));
}

async function moveOut(folder: string, root: string): Promise<void> {
  for (const name of await readdir(folder)) {
    await rename(path.join(folder, name), path.join(root, name));
  }
  await rmdir(folder);
  await syncFolder(root);
}
