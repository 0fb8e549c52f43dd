/** Runs at most `slots` tasks at a time, the others in the order in which they came. */
export function createLimiter(slots: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = slots;
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      // The slot goes straight to the next in line, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/**
 * A budget of bytes that may be held at once. One larger than the whole budget still gets through,
 * alone.
 */
export function createByteBudget(total: number): (bytes: number) => Promise<() => void> {
  const waiting: { bytes: number; enter: () => void }[] = [];
  let held = 0;

  const fits = (bytes: number) => held === 0 || held + bytes <= total;
  const admitNext = () => {
    for (let next = waiting[0]; next && fits(next.bytes); next = waiting[0]) {
      waiting.shift();
      held += next.bytes;
      next.enter();
    }
  };

  return async (bytes) => {
    await new Promise<void>((enter) => {
      waiting.push({ bytes, enter });
      admitNext();
    });
    let released = false;
    return () => {
      if (released) return;
      released = true;
      held -= bytes;
      admitNext();
    };
  };
}
