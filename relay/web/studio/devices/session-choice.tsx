import { useSessions } from '@picture-live/shared/hooks/preact';
import { useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { attempt } from '../loading/attempt.ts';
import { devicesWords as words } from './words.ts';

interface SessionChoiceProps {
  label: string;
  /** What is wrong with the choice. */
  error?: string | undefined;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** The sessions that one may give a laptop; of these any. */
export function SessionChoice({ label, error, chosen, onChange }: SessionChoiceProps) {
  const { sessions, status, more, loadMore } = useSessions();
  const errorId = useId();
  if (status === 'loading') return <Skeleton />;
  const mine = sessions.filter(
    ({ mine: own }) => own !== undefined && own.deletedAt === null && own.role !== 'moderator',
  );
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <>
      <fieldset
        class="choices session-choice"
        aria-describedby={error === undefined ? undefined : errorId}
      >
        <legend>{label}</legend>
        {mine.map(({ id, title }) => (
          <label key={id} class="choice">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span class="choice-label">{title}</span>
          </label>
        ))}
        {more && (
          <Button kind="quiet" onClick={() => void attempt(loadMore())}>
            {words.older}
          </Button>
        )}
      </fieldset>
      {error !== undefined && (
        <p class="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
