export interface Attention {
  /** Something happened to the path. */
  draw(path: string): void;
  stop(): void;
}

export interface AttentionOptions {
  /** Looks at a path; `at` is when something last happened to it, in epoch milliseconds. */
  look: (path: string, at: number) => void;
  /** Too much happens at once to follow it path by path. */
  onOverflow: () => void;
  clock: () => number;
  /** Milliseconds for which a path that was just looked at is left alone. */
  rest?: number;
  /** How many paths are followed at once. */
  limit?: number;
}

/**
 * Turns the flood of events about a file that is being written into one look at once and one more
 * each second while it goes on. The settler, which got the file with the first look, follows it
 * closely by itself.
 */
export function createAttention(options: AttentionOptions): Attention {
  const { look, onOverflow, clock, rest = 1000, limit = 2000 } = options;
  const resting = new Map<string, { timer: NodeJS.Timeout; again: number | null }>();

  function begin(path: string, at: number): void {
    resting.set(path, { timer: setTimeout(() => end(path), rest), again: null });
    look(path, at);
  }

  function end(path: string): void {
    const again = resting.get(path)?.again ?? null;
    resting.delete(path);
    if (again !== null) begin(path, again);
  }

  return {
    draw(path) {
      const entry = resting.get(path);
      if (entry !== undefined) entry.again = clock();
      else if (resting.size >= limit) onOverflow();
      else begin(path, clock());
    },
    stop() {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
