import type { NumberGap } from '../../../bridge/ledger-calls.ts';

/** More stretches than this are only counted. */
const MOST_RANGES = 4;

/** The missing numbers as the files would be called: `IMG_4822`, `IMG_9998–9999, 0001`. */
export function numbersText({ prefix, digits, ranges }: NumberGap): string {
  const written = (number: number) => String(number).padStart(digits, '0');
  const parts = ranges
    .slice(0, MOST_RANGES)
    .map(([from, to]) => (from === to ? written(from) : `${written(from)}–${written(to)}`));
  return `${prefix}${parts.join(', ')}${ranges.length > MOST_RANGES ? ' …' : ''}`;
}
