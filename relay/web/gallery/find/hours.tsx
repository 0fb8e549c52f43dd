import type { PhotoOverview } from '@picture-live/shared/protocol';
import type { Language } from '../words/choose.ts';

interface HoursProps {
  hours: PhotoOverview['hours'];
  language: Language;
  onJump: (from: number) => void;
}

interface Day {
  key: string;
  hours: PhotoOverview['hours'];
}

/** The hours of each day in which photos were taken, with a bar that says how many. */
export function Hours({ hours, language, onJump }: HoursProps) {
  const { tag, words } = language;
  const most = Math.max(1, ...hours.map(({ count }) => count));
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hour12: false });
  const number = new Intl.NumberFormat(tag);
  const date = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <>
      {daysOf(hours).map((day) => (
        <section key={day.key} class="hours-day">
          <h4 class="hours-date">{date.format(day.hours[0]?.from)}</h4>
          <ul class="hours">
            {day.hours.map(({ from, count }) => (
              <li key={from}>
                <button type="button" class="hour" onClick={() => onJump(from)}>
                  <span class="hour-time">{time.format(from)}</span>
                  <span class="hour-track">
                    <span class="hour-bar" style={{ width: `${(count / most) * 100}%` }} />
                  </span>
                  <span class="hour-count" aria-hidden="true">
                    {number.format(count)}
                  </span>
                  <span class="visually-hidden">{words.photoCount(count)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function daysOf(hours: PhotoOverview['hours']): Day[] {
  const days: Day[] = [];
  for (const hour of hours) {
    const key = new Date(hour.from).toDateString();
    const last = days.at(-1);
    if (last?.key === key) last.hours.push(hour);
    else days.push({ key, hours: [hour] });
  }
  return days;
}
