/** Work that happens piece after piece, in the order in which it was asked for. */
export interface Turns {
  /** Rejects as the work does; what comes after it has its turn all the same. */
  take(work: () => Promise<void>): Promise<void>;
  /** Resolves when everything that was asked for by now is over. */
  settled(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();

  return {
    take(work) {
      const mine = after(last, work);
      last = mine.catch(() => undefined);
      return mine;
    },
    settled: () => last,
  };
}

async function after(before: Promise<void>, work: () => Promise<void>): Promise<void> {
  await before;
  await work();
}
