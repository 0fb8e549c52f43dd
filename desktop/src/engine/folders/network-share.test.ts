import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { networkShareOf, parseMountCommand, parseMountInfo, shareAt } from './network-share.ts';

const LINUX = parseMountInfo(
  [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '36 22 0:32 / /mnt/nas rw,relatime shared:2 - nfs4 nas:/photos rw,vers=4.2',
    '37 22 0:33 / /mnt/My\\040Photos rw,relatime - cifs //nas/photos rw',
    '38 22 0:34 / /mnt/ssh rw - fuse.sshfs anna@studio:/shoot rw',
    '39 22 8:17 / /media/card rw - fuseblk /dev/sdb1 rw',
    '40 36 8:33 / /mnt/nas/local rw - ext4 /dev/sdc1 rw',
    '41 22 0:50 / /mnt/twice rw - ext4 /dev/sdd1 rw',
    '42 41 0:51 / /mnt/twice rw - smb3 //nas/b rw',
    '',
  ].join('\n'),
);

const MAC = parseMountCommand(
  [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    '//anna@nas/photos on /Volumes/My Photos (smbfs, nodev, nosuid, mounted by anna)',
    '/dev/disk4s1 on /Volumes/CARD (exfat, local, nodev, nosuid)',
  ].join('\n'),
);

it.each([
  ['an NFS export', '/mnt/nas/2026', 'nfs4'],
  ['an SMB share with a space in its name', '/mnt/My Photos', 'cifs'],
  ['a folder over SSH', '/mnt/ssh/a/b', 'fuse.sshfs'],
  ['a card with a foreign format', '/media/card/DCIM', null],
  ['a disk mounted inside a share', '/mnt/nas/local/x', null],
  ['a share over another disk', '/mnt/twice', 'smb3'],
  ['a name that only begins like a share', '/mnt/nas2', null],
  ['this computer', '/home/anna', null],
])('on Linux %s is told from a disk', (_, place, kind) => {
  expect(shareAt(place, LINUX)).toBe(kind);
});

it.each([
  ['/Volumes/My Photos/Anna', 'smbfs'],
  ['/Volumes/CARD/DCIM', null],
  ['/Users/anna', null],
])('on a Mac %s is %s', (place, kind) => {
  expect(shareAt(place, MAC)).toBe(kind);
});

it('asks the system itself, also about a folder that is not there yet', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'share-'));
  const here = await networkShareOf(folder);
  expect(await networkShareOf(path.join(folder, 'not', 'there'))).toBe(here);
  await rm(folder, { recursive: true });
});
