import { useWords } from '../../app/context.tsx';
import { clockTime, useSecondsUntil } from './clock.ts';

/** How long it is until a held shot goes out by itself. */
export function Countdown({ at, long }: { at: number; long?: boolean }) {
  const words = useWords().publish;
  const time = clockTime(useSecondsUntil(at));
  return (
    <span className="countdown tone-held" title={words.goesOutIn(time)}>
      {long ? words.goesOutIn(time) : time}
    </span>
  );
}
