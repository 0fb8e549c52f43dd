/** Before that a rate says nothing about the rest. */
const FIRST_GUESS_MS = 5_000;
const TERMINAL_EVERY_MS = 250;
/** In a log of a timer, a line now and then. */
const LOG_EVERY_MS = 30_000;

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size as people write it, in decimal units as disks are sold. */
export function sizeOf(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 999.5 && unit < UNITS.length - 1; unit += 1) size /= 1000;
  const digits = unit === 0 || size >= 9.95 ? 0 : 1;
  return `${size.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/**
 * How far it is, and how long it takes still by the pace so far.
 *
 * @param elapsedMs since the first byte.
 */
export function describeProgress(
  what: string,
  done: number,
  total: number,
  elapsedMs: number,
): string {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const far = `${what}: ${sizeOf(done)} of ${sizeOf(total)} (${percent} %)`;
  if (elapsedMs < FIRST_GUESS_MS || done === 0 || done >= total) return far;
  return `${far}, about ${timeOf(((total - done) * elapsedMs) / done)} left`;
}

function timeOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  return `${Math.round(minutes / 60)} h`;
}

/** Says now and then how far something is; a line that is written over where a person looks. */
export interface Progress {
  begin(what: string, total: number): void;
  add(bytes: number): void;
  end(): void;
}

export function showProgress(
  out: { isTTY?: boolean; write: (text: string) => unknown },
  now: () => number,
): Progress {
  let what = '';
  let [done, total, startedAt, saidAt] = [0, 0, 0, 0];
  const isTerminal = out.isTTY === true;
  const everyMs = isTerminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS;
  const clear = () => {
    if (isTerminal && what !== '') out.write('\r\u001B[K');
  };
  return {
    begin(name, bytes) {
      clear();
      [what, done, total] = [name, 0, bytes];
      startedAt = now();
      saidAt = startedAt;
    },
    add(bytes) {
      done += bytes;
      const at = now();
      if (at - saidAt < everyMs) return;
      saidAt = at;
      const line = describeProgress(what, done, total, at - startedAt);
      out.write(isTerminal ? `\r\u001B[K${line}` : `${line}\n`);
    },
    end() {
      clear();
      what = '';
    },
  };
}
