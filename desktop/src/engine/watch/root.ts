import { stat } from 'node:fs/promises';

/** As the hot folder's line in the tether UI says it. */
export interface HotFolderState {
  state: 'watching' | 'missing' | 'unreadable';
  /** What is wrong and what to do; null: nothing. */
  message: string | null;
}

const FORBIDDEN = new Set(['EACCES', 'EPERM']);
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO']);

/**
 * Which folder stands at the path now: another one has another identity, even under its name (a
 * drive and the empty folder it is mounted on).
 *
 * @throws the system's error where there is no folder.
 */
export async function identifyRoot(root: string): Promise<string> {
  const stats = await stat(root, { bigint: true });
  if (!stats.isDirectory()) {
    throw Object.assign(new Error(`${root} is not a folder`), { code: 'ENOTDIR', syscall: 'stat' });
  }
  return `${stats.dev}:${stats.ino}`;
}

/** What a hot folder is in that could not be reached, by the system's error code. */
export function troubleState(code: string): HotFolderState {
  if (ABSENT.has(code)) {
    return {
      state: 'missing',
      message:
        'The hot folder is not there: plug its drive in or create the folder again. It is watched as soon as it is back.',
    };
  }
  if (FORBIDDEN.has(code)) {
    return {
      state: 'unreadable',
      message: 'The hot folder may not be read: give this user permission to read it.',
    };
  }
  return {
    state: 'unreadable',
    message: `The hot folder cannot be read (${code}): check the drive or the network share. It is tried again every second.`,
  };
}

/** What a watched hot folder is in. */
export function watchingState(facts: {
  /** Error code of the system that has no more watchers. */
  exhausted: string | null;
  /** Folders inside that could not be read. */
  refused: readonly string[];
}): HotFolderState {
  const remarks: string[] = [];
  if (facts.exhausted !== null) {
    remarks.push(
      `The system has no more file watchers (${facts.exhausted}): the folder is searched every few seconds instead, so photos may take longer. Close other programs, or on Linux raise fs.inotify.max_user_watches.`,
    );
  }
  const [first] = facts.refused;
  if (first !== undefined) {
    const more = facts.refused.length > 1 ? ` and ${facts.refused.length - 1} more` : '';
    remarks.push(
      `The folder "${first}"${more} inside it may not be read: give this user permission to read it.`,
    );
  }
  return { state: 'watching', message: remarks.length > 0 ? remarks.join(' ') : null };
}
