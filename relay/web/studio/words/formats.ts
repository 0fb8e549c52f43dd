import { language } from '../../components/choose-words.ts';

const number = new Intl.NumberFormat(language);
const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const since = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

export const formatNumber = (value: number): string => number.format(value);
/** @param at epoch milliseconds */
export const formatDay = (at: number): string => day.format(at);
/** @param at epoch milliseconds */
export const formatMoment = (at: number): string => moment.format(at);

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "in 3 days", "2 hours ago". Both in epoch milliseconds. */
export function formatFromNow(at: number, now: number): string {
  const distance = at - now;
  const step = STEPS.find(([, ms]) => Math.abs(distance) >= ms) ?? (['minute', 60_000] as const);
  return since.format(Math.round(distance / step[1]), step[0]);
}
