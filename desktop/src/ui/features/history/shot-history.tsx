import { useCallback } from 'react';
import type { HistoryEvent } from '../../../bridge/ledger-calls.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { shotOf } from '../../app/state/shot-table.ts';
import { Trouble } from '../../components/trouble.tsx';
import { namesOf } from '../destinations/destination.ts';
import { eventText } from './event-text.ts';
import { useAsked } from './use-asked.ts';

/** Everything that happened to a shot, the oldest first; goes on while it is looked at. */
export function ShotHistory({ shotId, name }: { shotId: string; name: string }) {
  const { engine } = useApp();
  const format = useFormat();
  const shot = useSelect((state) => shotOf(state.shots, shotId));
  // Asked again whenever the shot is another: then something happened to it.
  const ask = useCallback(
    () => engine.call('shotHistory', { shotId: shot?.id ?? shotId }),
    [engine, shotId, shot],
  );
  const { answer, trouble } = useAsked(ask);
  const events = answer?.events ?? [];
  return (
    <section aria-label={name}>
      <h3 className="history-name">{name}</h3>
      <Trouble text={trouble} />
      <ol className="history">
        {events.map((event, index) => {
          const date = format.date(event.at);
          const before = events[index - 1];
          const isNewDay = before === undefined || format.date(before.at) !== date;
          return (
            <li key={index} className={`history-${event.state ?? event.kind}`}>
              {isNewDay && <h4>{date}</h4>}
              <EventLine event={event} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function EventLine({ event }: { event: HistoryEvent }) {
  const words = useWords();
  const format = useFormat();
  const destinations = useSelect((state) => state.status?.destinations);
  const names = destinations && namesOf(destinations, words.destinations);
  const { title, lines } = eventText(event, words, format, names);
  return (
    <>
      <time dateTime={new Date(event.at).toISOString()}>{format.time(event.at)}</time>
      <div>
        <span className="history-what">{title}</span>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </>
  );
}
