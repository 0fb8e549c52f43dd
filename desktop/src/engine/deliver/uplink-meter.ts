const WINDOW_MS = 5_000;

/** Counts bytes that reached the relay and says the rate over the last five seconds. */
export function createUplinkMeter(now: () => number) {
  const sent: { at: number; bytes: number }[] = [];
  const forget = () => {
    while (sent[0] && sent[0].at < now() - WINDOW_MS) sent.shift();
  };
  return {
    add(bytes: number): void {
      forget();
      sent.push({ at: now(), bytes });
    },
    bytesPerSecond(): number {
      forget();
      return (sent.reduce((sum, { bytes }) => sum + bytes, 0) / WINDOW_MS) * 1000;
    },
  };
}

export type UplinkMeter = ReturnType<typeof createUplinkMeter>;
