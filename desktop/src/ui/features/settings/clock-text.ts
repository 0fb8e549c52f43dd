/** `-1:00:00`, `0:00:12`: how far a clock is off, to the second. */
export function formatClock(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return offsetMs < 0 && seconds > 0 ? `−${text}` : text;
}

/** Milliseconds of what a person typed, hours or minutes first; null: it is no such time. */
export function parseClock(typed: string): number | null {
  const match = /^([-−+]?)(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/.exec(typed.trim());
  if (!match) return null;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const total = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' || sign === '−' ? -total : total;
}
