import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './ledger/ledger.ts';

const POLL_MS = 25;

/** Waits until no file is arriving or being developed any more, at most so many milliseconds. */
export async function finishedReading(
  ledger: Pick<Ledger, 'views'>,
  patienceMs: number,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const { arriving, rendering } = ledger.views.counts();
    if (arriving + rendering === 0) return;
    await sleep(POLL_MS);
  }
}
