import { language } from '../../components/choose-words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const hour = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
const dayAndHour = new Intl.DateTimeFormat(language, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });

/** When a bucket is: a day, or from when to when. @param step its length in milliseconds. */
export function sayBucket(at: number, step: number): string {
  if (step >= DAY_MS) return day.format(at);
  return `${dayAndHour.format(at)} – ${hour.format(at + step)}`;
}

/** The same in short, for the ends of a plot. */
export function sayEnd(at: number, step: number): string {
  return step >= DAY_MS ? day.format(at) : dayAndHour.format(at);
}
