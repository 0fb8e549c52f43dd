const WINDOW_MS = 5_000;

/**
 * Counts bytes that reached the relay and says the rate over the last five seconds.
 *
 * @param onQuiet told when the rate has gone back to zero, of which no shot would tell.
 */
export function createUplinkMeter(now: () => number, onQuiet: () => void) {
  const sent: { at: number; bytes: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const forget = () => {
    while (sent[0] && sent[0].at <= now() - WINDOW_MS) sent.shift();
  };
  return {
    add(bytes: number): void {
      forget();
      sent.push({ at: now(), bytes });
      clearTimeout(timer);
      timer = setTimeout(onQuiet, WINDOW_MS);
    },
    bytesPerSecond(): number {
      forget();
      return (sent.reduce((sum, { bytes }) => sum + bytes, 0) / WINDOW_MS) * 1000;
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
