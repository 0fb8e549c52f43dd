import { useAuth } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { accountWords as words } from './words.ts';

const SHORTEST = 10;

/** Another password; all other logins end with it. */
export function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { changePassword } = useAuth();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isTooShort, setTooShort] = useState(false);
  const changing = useTask(async () => {
    await changePassword({ currentPassword: current, newPassword: next });
    setCurrent('');
    setNext('');
    say(words.changed);
    onDone();
  });
  const { error } = changing;
  const isWrong = error?.code === 'invalid_credentials';
  return (
    <form
      class="panel"
      aria-label={words.password}
      onSubmit={(event) => {
        event.preventDefault();
        setTooShort(next.length < SHORTEST);
        if (next.length >= SHORTEST) void changing.run();
      }}
    >
      <h2>{words.password}</h2>
      {/* For password managers: whose password it is. */}
      <input type="hidden" autoComplete="username" value={email} />
      <TextField
        label={words.current}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onText={setCurrent}
        error={isWrong ? words.wrong : undefined}
      />
      <TextField
        label={words.next}
        hint={words.nextHint}
        type="password"
        autoComplete="new-password"
        required
        value={next}
        onText={setNext}
        error={isTooShort && next.length < SHORTEST ? words.tooShort : undefined}
      />
      {error !== null && !isWrong && (
        <p class="problem" role="alert">
          {problemOf(error)}
        </p>
      )}
      <div>
        <Button type="submit" busy={changing.busy}>
          {words.change}
        </Button>
      </div>
    </form>
  );
}
