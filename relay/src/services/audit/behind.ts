import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that nobody waits for. */
export interface Behind {
  /** Does it after everything that is under way; where too much waits already it is left out. */
  add: (work: () => Promise<void>) => void;
  /** Waits for what there is; what is added afterwards is left out. */
  stop: () => Promise<void>;
}

/** Somebody who guesses at full speed fills memory no further than this. */
const MAX_WAITING = 1_000;

/**
 * One after the other, behind the replies: how long a reply takes must not tell what was written
 * down because of it.
 */
export function workBehind(onFailure: (error: unknown) => void, maxWaiting = MAX_WAITING): Behind {
  let waiting = 0;
  let isStopped = false;
  let last = Promise.resolve();
  const doOne = async (work: () => Promise<void>): Promise<void> => {
    await nextTurn();
    try {
      await work();
    } catch (error) {
      onFailure(error);
    } finally {
      waiting -= 1;
    }
  };
  return {
    add: (work) => {
      if (isStopped || waiting >= maxWaiting) return;
      waiting += 1;
      last = last.then(() => doOne(work));
    },
    stop: async () => {
      isStopped = true;
      await last;
    },
  };
}
