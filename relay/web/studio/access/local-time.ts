/** A moment as `<input type="datetime-local">` wants it: the wall clock here, to the minute. */
export function toLocalTime(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment it means, in epoch milliseconds; null where nothing was filled in. */
export function fromLocalTime(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
