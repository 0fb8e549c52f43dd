import { setTimeout as sleep } from 'node:timers/promises';
import type { Alerts } from './alerts.ts';

const RETRY_MS = 2_000;
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Runs a piece of work again and again while the disk is full, saying so meanwhile. */
export type DiskPatience = <T>(work: () => T | Promise<T>) => Promise<T>;

/**
 * A full disk is an ordinary evening: nothing is given up, the work waits with what it has in
 * memory and goes on by itself when there is space again.
 *
 * @param signal ends the waiting with its reason, when the engine stops.
 */
export function createDiskPatience(alerts: Alerts, signal: AbortSignal): DiskPatience {
  let waiting = 0;
  return async (work) => {
    let waits = false;
    try {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!isDiskFull(error)) throw error;
        }
        if (!waits) waiting += 1;
        waits = true;
        alerts.raise({
          code: 'disk_full',
          message:
            'This laptop’s disk is full. Photos wait in memory; free some space and they go on by themselves.',
        });
        await sleep(RETRY_MS, undefined, { signal });
      }
    } finally {
      if (waits) waiting -= 1;
      if (waits && waiting === 0) alerts.clear('disk_full');
    }
  };
}

/** Whether an error, or what caused it, says that no space is left. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && FULL_CODES.has(error.code)) return true;
  return isDiskFull(error.cause);
}
