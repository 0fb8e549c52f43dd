const WINDOW_MS = 5_000;

/**
 * Counts bytes that reached the relay and says the rate over the last five seconds.
 *
 * @param onQuiet told when the rate has gone back to zero, of which no shot would tell.
 */
export function createUplinkMeter(now: () => number, onQuiet: () => void) {
  const sent: { at: number; bytes: number }[] = [];
  /** The rate while something goes out, evened out; null: nothing has yet. */
  let usual: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const forget = () => {
    while (sent[0] && sent[0].at <= now() - WINDOW_MS) sent.shift();
  };
  /** Counts from the first byte in the window: what was quiet before says nothing of the line. */
  function noteUsual(): void {
    const [first] = sent;
    const spanMs = first ? now() - first.at : 0;
    if (spanMs < 1_000) return;
    const bytes = sent.slice(1).reduce((sum, piece) => sum + piece.bytes, 0);
    const rate = (bytes / spanMs) * 1000;
    usual = usual === null ? rate : 0.8 * usual + 0.2 * rate;
  }

  return {
    add(bytes: number): void {
      forget();
      sent.push({ at: now(), bytes });
      noteUsual();
      clearTimeout(timer);
      timer = setTimeout(onQuiet, WINDOW_MS);
    },
    bytesPerSecond(): number {
      forget();
      return (sent.reduce((sum, { bytes }) => sum + bytes, 0) / WINDOW_MS) * 1000;
    },
    /** Seconds that so many bytes take at the rate seen last; null where none was seen. */
    secondsFor: (bytes: number): number | null => (usual === null ? null : bytes / usual),
    stop(): void {
      clearTimeout(timer);
    },
  };
}
