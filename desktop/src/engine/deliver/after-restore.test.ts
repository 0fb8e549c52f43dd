import { expect, test } from 'vitest';
import type { PhotoOut } from '../ledger/eras.ts';
import { compareAfterRestore, type AfterRestoreParts } from './after-restore.ts';

const OUT: PhotoOut[] = Array.from({ length: 1_200 }, (_, index) => {
  const shotId = `shot-${String(index).padStart(4, '0')}`;
  return { shotId, photoId: shotId, revision: 1 };
});

/** A ledger that knows an era, and a relay that lacks every hundredth photo. */
function stage(known: string | null, isDoubtful = false) {
  let era = known;
  const asked: number[] = [];
  const steps: string[] = [];
  const eras: AfterRestoreParts['eras'] = {
    of: () => era,
    out: (_destination, after, limit) => OUT.filter(({ shotId }) => shotId > after).slice(0, limit),
    bringAgain: (_destination, _asked, { missing }) => [...missing],
    entered: (_destination, next) => void (era = next),
    compared(_destination, next) {
      steps.push(`compared ${asked.length}`);
      era = next;
    },
    isDoubtful: () => isDoubtful,
  };
  const client = {
    missingPhotos: async (_sessionId: string, photos: readonly { id: string }[]) => {
      asked.push(photos.length);
      const missing = photos.map(({ id }) => id).filter((id) => id.endsWith('00'));
      return { missing, incomplete: [], withoutOriginal: [] };
    },
  };
  const parts = {
    client,
    sessionId: 's',
    eras,
    patiently: async <T>(work: () => T | Promise<T>) => work(),
    onRestored: () => void steps.push('told'),
  };
  return { parts, asked, steps, era: () => era };
}

test('everything that is out is compared in pages, once', async () => {
  const { parts, asked, steps, era } = stage('before');
  const again = await compareAfterRestore('after', parts);
  expect(again).toEqual(OUT.filter((_, index) => index % 100 === 0).map(({ shotId }) => shotId));
  expect(asked).toEqual([500, 500, 200]);
  expect(steps).toEqual(['told', 'compared 3']);
  expect(era()).toBe('after');
  expect(await compareAfterRestore('after', parts)).toBeNull();
});

test('the first era of a relay, and the one that is known, ask nothing', async () => {
  const fresh = stage(null);
  expect(await compareAfterRestore('one', fresh.parts)).toBeNull();
  expect([fresh.era(), fresh.asked]).toEqual(['one', []]);
  const old = stage('one');
  expect(await compareAfterRestore('one', old.parts)).toBeNull();
  expect([old.era(), old.asked]).toEqual(['one', []]);
});

test('a relay that goes away meanwhile is asked for everything again', async () => {
  const { parts, asked, era } = stage('before');
  const flaky = {
    missingPhotos: async () => {
      throw new Error('away');
    },
  };
  await expect(compareAfterRestore('after', { ...parts, client: flaky })).rejects.toThrow('away');
  expect(era()).toBe('before');
  await compareAfterRestore('after', parts);
  expect(asked).toEqual([500, 500, 200]);
});
