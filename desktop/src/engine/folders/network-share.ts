import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** One line of the system's list of mounted disks. */
export interface Mount {
  point: string;
  /** Kind of file system, as the system calls it. */
  kind: string;
}

const run = promisify(execFile);

/** Kinds whose files others change without this computer's system hearing of it. */
const NETWORK =
  /^(nfs\d*|cifs|smb\d*|smbfs|ncpfs|afpfs|afs|webdav|davfs2?|9p|virtiofs|vboxsf|prl_fs|vmhgfs|ceph|glusterfs|lustre|gfs2|ocfs2|sshfs|ftp|fuse|macfuse|osxfuse)$/;
/** Programs that look like a disk (`fuse.sshfs`); `fuseblk` is a real disk with a foreign format. */
const BY_PROGRAM = /^fuse\./;

/**
 * Kind of the network share that a folder lies on; null: a disk of this computer, or it cannot be
 * told. Linux and macOS list what is mounted; Windows names shares in the real path, also behind a
 * drive letter.
 *
 * @param folder absolute; where it is not there (yet), the nearest folder above it counts.
 */
export async function networkShareOf(
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const place = await nearestReal(folder);
  if (platform === 'win32') return place.startsWith('\\\\') ? 'share' : null;
  return shareAt(place, await readMounts(platform));
}

/** The same by a list of mounts, where the last one over a point is the one that is seen. */
export function shareAt(place: string, mounts: readonly Mount[]): string | null {
  const above = mounts.filter(({ point }) => isAtOrBelow(place, point));
  const longest = Math.max(...above.map(({ point }) => point.length));
  const kind = above.findLast(({ point }) => point.length === longest)?.kind;
  return kind !== undefined && (NETWORK.test(kind) || BY_PROGRAM.test(kind)) ? kind : null;
}

/**
 * Linux: `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw` (proc_pid_mountinfo(5));
 * spaces and the like in octal.
 */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after] = line.split(' - ');
    const point = before.split(' ')[4];
    const kind = after?.split(' ')[0];
    return point === undefined || kind === undefined ? [] : [{ point: unescapeOctal(point), kind }];
  });
}

/** macOS: `//anna@nas/photos on /Volumes/photos (smbfs, nodev, nosuid)`. */
export function parseMountCommand(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, point, kind] = / on (.+) \(([\w.]+)[,)]/.exec(line) ?? [];
    return point === undefined || kind === undefined ? [] : [{ point, kind }];
  });
}

async function readMounts(platform: NodeJS.Platform): Promise<Mount[]> {
  try {
    if (platform === 'linux') {
      return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));
    }
    return parseMountCommand((await run('/sbin/mount')).stdout);
  } catch {
    // Without the list nothing is known of shares: events, the scan each minute, and the override.
    return [];
  }
}

async function nearestReal(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : nearestReal(parent);
  }
}

function isAtOrBelow(place: string, point: string): boolean {
  return point === '/' || place === point || place.startsWith(`${point}/`);
}

function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 8)),
  );
}
