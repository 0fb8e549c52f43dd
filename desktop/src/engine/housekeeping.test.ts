import { describe, expect, it } from 'vitest';
import { makeRoom } from './housekeeping.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Spool } from './render/spool.ts';

const GB = 1024 ** 3;

/** Blobs of five gigabytes that nothing waits for, and a disk with so much free space. */
async function roomMade(blobs: number, freeBytes: number): Promise<string[]> {
  const removed: string[] = [];
  const ledger: { spool: Pick<Ledger['spool'], 'disposable' | 'dropped'> } = {
    spool: {
      disposable: () =>
        Array.from({ length: blobs }, (_, index) => ({ hash: `${index}`, bytes: 5 * GB })),
      dropped: (hash) => void removed.push(hash),
    },
  };
  const spool: Pick<Spool, 'freeBytes' | 'remove'> = {
    freeBytes: async () => freeBytes,
    remove: async () => {},
  };
  await makeRoom(ledger, spool);
  return removed;
}

describe('making room in the spool', () => {
  it('drops nothing while there is space and the spool is small', async () => {
    expect(await roomMade(4, 100 * GB)).toEqual([]);
  });

  it('drops the first in line when the disk runs low, and no more than needed', async () => {
    expect(await roomMade(3, GB)).toEqual(['0']);
  });

  it('keeps the spool from growing without end on a large disk', async () => {
    expect(await roomMade(6, 1000 * GB)).toEqual(['0', '1']);
  });
});
