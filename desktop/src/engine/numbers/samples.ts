export interface Sample {
  /** Epoch milliseconds. */
  at: number;
  /** Null while nobody knows. */
  viewers: number | null;
  bytesPerSecond: number;
}

/** The uplink meter speaks of the last five seconds: so often nothing is left out or told twice. */
const INTERVAL_MS = 5_000;
/** Six hours and a little. */
const MOST_SAMPLES = 4_400;

/** Notes every five seconds how things are; in memory, and no more than six hours of it. */
export function takeSamples(read: () => Sample) {
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    samples.push(read());
    if (samples.length > MOST_SAMPLES) samples.shift();
  }, INTERVAL_MS);
  return {
    /** The oldest first. */
    since: (from: number): Sample[] => samples.filter(({ at }) => at >= from),
    stop: () => clearInterval(timer),
  };
}

export type Samples = ReturnType<typeof takeSamples>;
