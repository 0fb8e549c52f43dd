/** One question for the relay's time. All three in epoch milliseconds. */
export interface ClockSample {
  /** This computer's clock when the question left. */
  sentAt: number;
  /** The relay's clock in its answer. */
  relayNow: number;
  /** This computer's clock when the answer arrived. */
  receivedAt: number;
}

export interface ClockEstimate {
  /** Relay's clock minus this computer's, in milliseconds. */
  offsetMs: number;
  /** Of the sample it comes from: the offset is wrong by at most half of it. */
  roundTripMs: number;
}

/** The quartz of a phone drifts by up to 100 ppm: a minute or two between samples costs 10 ms. */
const DRIFT_MS = 20;
const KEPT_SAMPLES = 8;

/**
 * Adds a sample to the newest eight. Older ones that cannot be true together with it are dropped:
 * somebody has set a clock. A sample during which this computer's clock went backwards is ignored.
 */
export function addClockSample(
  samples: readonly ClockSample[],
  sample: ClockSample,
): readonly ClockSample[] {
  if (sample.receivedAt < sample.sentAt) return samples;
  const consistent = samples.filter((older) => agree(older, sample));
  return [...consistent, sample].slice(-KEPT_SAMPLES);
}

/**
 * The difference between the two clocks by the sample with the least round trip, which leaves the
 * least room for error (RFC 5905, section 10). Null without samples.
 */
export function estimateClock(samples: readonly ClockSample[]): ClockEstimate | null {
  let best: ClockEstimate | null = null;
  for (const { sentAt, relayNow, receivedAt } of samples) {
    const roundTripMs = receivedAt - sentAt;
    if (best !== null && roundTripMs > best.roundTripMs) continue;
    best = { offsetMs: relayNow - (sentAt + receivedAt) / 2, roundTripMs };
  }
  return best;
}

/** The true offset lies between "answered on arrival" and "answered at once"; so for both samples. */
function agree(a: ClockSample, b: ClockSample): boolean {
  const least = (s: ClockSample) => s.relayNow - s.receivedAt - DRIFT_MS;
  const most = (s: ClockSample) => s.relayNow - s.sentAt + DRIFT_MS;
  return least(a) <= most(b) && least(b) <= most(a);
}
