import type { Ledger } from './ledger/ledger.ts';
import type { Spool } from './render/spool.ts';

/** The spool never takes the last of the disk: it makes room below this, and holds at most that. */
const KEEP_FREE_BYTES = 5 * 1024 ** 3;
const SPOOL_LIMIT_BYTES = 20 * 1024 ** 3;

/**
 * Drops delivered renditions that nobody needs any more, so that a season of events does not fill
 * the laptop: only when the disk runs low or the spool has grown large. What still has to reach the
 * relay is never touched.
 */
export async function makeRoom(
  ledger: { spool: Pick<Ledger['spool'], 'disposable' | 'dropped'> },
  spool: Pick<Spool, 'freeBytes' | 'remove'>,
): Promise<void> {
  const disposable = ledger.spool.disposable();
  const held = disposable.reduce((sum, { bytes }) => sum + bytes, 0);
  let excess = Math.max(held - SPOOL_LIMIT_BYTES, KEEP_FREE_BYTES - (await spool.freeBytes()));
  for (const { hash, bytes } of disposable) {
    if (excess <= 0) return;
    ledger.spool.dropped(hash);
    await spool.remove(hash);
    excess -= bytes;
  }
}

const INTERVAL_MS = 60_000;

/** Makes room once a minute. */
export function startHousekeeping(
  ledger: Ledger,
  spool: Spool,
  onError: (error: unknown, what: string) => void,
): { stop(): void } {
  const timer = setInterval(() => {
    makeRoom(ledger, spool).catch((error: unknown) => onError(error, 'making room in the spool'));
  }, INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}
