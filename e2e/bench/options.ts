export interface BenchOptions {
  /** Fewer repetitions and smaller crowds: to see that everything runs, not to quote. */
  short: boolean;
}
