export interface LatestOnly<I> {
  /** Asks for work on this; what was asked before and has not begun is forgotten. */
  ask(input: I): void;
  stop(): void;
}

/**
 * Does one piece of work at a time and then the newest that was asked for meanwhile, so that a
 * slider that is dragged neither floods the engine nor stops short of where it was let go.
 *
 * @param done hears of each result, and of nothing after `stop`.
 */
export function latestOnly<I, O>(
  work: (input: I) => Promise<O>,
  done: (output: O) => void,
  failed: (error: unknown) => void,
): LatestOnly<I> {
  let next: { input: I } | null = null;
  let running = false;
  let stopped = false;
  const isStopped = (): boolean => stopped;

  async function run(): Promise<void> {
    running = true;
    while (next && !isStopped()) {
      const { input } = next;
      next = null;
      try {
        const output = await work(input);
        if (!isStopped()) done(output);
      } catch (error) {
        if (!isStopped()) failed(error);
      }
    }
    running = false;
  }

  return {
    ask(input) {
      next = { input };
      if (!running) void run();
    },
    stop() {
      stopped = true;
    },
  };
}
