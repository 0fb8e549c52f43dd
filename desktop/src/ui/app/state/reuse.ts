/**
 * `next`, but with every part that equals the one of `previous` being that very object, so that
 * what shows an unchanged part of a status (it comes four times a second) need not be drawn again.
 * For plain JSON values.
 */
export function reuse<T>(previous: T, next: T): T;
export function reuse(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return reuseList(previous, next);
  if (isRecord(previous) && isRecord(next)) return reuseRecord(previous, next);
  return next;
}

function reuseList(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const parts = next.map((part, index) => reuse(previous[index], part));
  const same = parts.length === previous.length && parts.every((part, i) => part === previous[i]);
  return same ? previous : parts;
}

type PlainRecord = Record<string, unknown>;

function reuseRecord(previous: PlainRecord, next: PlainRecord): PlainRecord {
  const parts = Object.entries(next).map(
    ([name, part]) => [name, reuse(previous[name], part)] as const,
  );
  const same =
    parts.length === Object.keys(previous).length &&
    parts.every(([name, part]) => name in previous && previous[name] === part);
  return same ? previous : Object.fromEntries(parts);
}

function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
