/**
 * The top of a plot, in milliseconds: a round number above nearly all values. The slowest few may
 * be cut off, because one photo that waited out a dead network would press the rest flat.
 */
export function plotTop(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const typical = sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 0;
  const wanted = Math.max(100, typical * 1.25);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((step) => step * power >= wanted) ?? 10;
  return factor * power;
}
