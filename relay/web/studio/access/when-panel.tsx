import type { Session } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Choices } from '../../components/field.tsx';
import { useNow } from '../../components/use-now.ts';
import { useChange } from '../session/use-change.ts';
import { MomentField } from './moment-field.tsx';
import { accessWords as words } from './words.ts';

const MONTH_MS = 30 * 24 * 3_600_000;

/** The day of the shoot, and until when guests can look. */
export function WhenPanel({ session }: { session: Session }) {
  const change = useChange(session);
  const { startsAt = null, endsAt = null } = session;
  const [isWrong, setWrong] = useState(false);

  function setDates(dates: { startsAt: number | null } | { endsAt: number | null }): void {
    const next = { startsAt, endsAt, ...dates };
    const wrong = next.startsAt !== null && next.endsAt !== null && next.startsAt > next.endsAt;
    setWrong(wrong);
    if (wrong) return;
    const undo = 'startsAt' in dates ? { startsAt } : { endsAt };
    void change({ wanted: dates, said: words.datesChanged, undo });
  }

  return (
    <section class="panel">
      <h2>{words.whenTitle}</h2>
      <div class="dates">
        <MomentField
          label={words.starts}
          at={startsAt}
          onSet={(at) => setDates({ startsAt: at })}
        />
        <MomentField
          label={words.ends}
          at={endsAt}
          error={isWrong ? words.endsBeforeStart : undefined}
          onSet={(at) => setDates({ endsAt: at })}
        />
      </div>
      <p class="field-hint">{words.datesHint}</p>
      <Expiry session={session} />
    </section>
  );
}

function Expiry({ session }: { session: Session }) {
  const change = useChange(session);
  const now = useNow();
  const { expiresAt = null } = session;
  const set = (wanted: number | null): void => {
    const undo = { expiresAt };
    void change({ wanted: { expiresAt: wanted }, said: words.expiryChanged, undo });
  };
  return (
    <>
      <Choices
        label={words.expiry}
        value={expiresAt === null ? 'never' : 'day'}
        onChoose={(value) => set(value === 'never' ? null : Date.now() + MONTH_MS)}
        options={[
          { value: 'never', label: words.never, hint: words.neverHint },
          { value: 'day', label: words.onDay, hint: words.onDayHint },
        ]}
      />
      {expiresAt !== null && (
        <MomentField
          label={words.expiresAt}
          at={expiresAt}
          hint={expiresAt <= now ? words.isOver : undefined}
          onSet={(at) => {
            if (at !== null) set(at);
          }}
        />
      )}
    </>
  );
}
