import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SeqWindow } from '../../repositories/statistics.ts';

/** Some ten milliseconds of SQLite; in between everybody else has their turn. */
const EVENTS_AT_ONCE = 2_000;

/** Asks about a whole session part by part, the newest first. @param lastSeq of its feed. */
export async function inWindows<T>(
  lastSeq: number,
  ask: (window: SeqWindow) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  for (let upTo = lastSeq; upTo > 0; upTo -= EVENTS_AT_ONCE) {
    answers.push(await ask({ after: Math.max(0, upTo - EVENTS_AT_ONCE), upTo }));
    await nextTurn();
  }
  return answers;
}
