import { useAuth } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { Failure } from '../forms/failure.tsx';
import { isLongEnough, NewPasswordField, PasswordField } from '../login/account-fields.tsx';
import { accountWords as words } from './words.ts';

/** Another password; all other logins end with it. */
export function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { changePassword } = useAuth();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isChecked, setChecked] = useState(false);
  const changing = useTask(async () => {
    await changePassword({ currentPassword: current, newPassword: next });
    setCurrent('');
    setNext('');
    setChecked(false);
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
        setChecked(true);
        if (isLongEnough(next)) void changing.run();
      }}
    >
      <h2>{words.password}</h2>
      {/* For password managers: whose password it is. */}
      <input type="hidden" autoComplete="username" value={email} />
      <PasswordField
        label={words.current}
        value={current}
        onText={setCurrent}
        error={isWrong ? words.wrong : undefined}
      />
      <NewPasswordField
        label={words.next}
        hint={words.nextHint}
        value={next}
        isChecked={isChecked}
        onText={setNext}
      />
      <Failure error={isWrong ? null : error} />
      <div>
        <Button type="submit" busy={changing.busy}>
          {words.change}
        </Button>
      </div>
    </form>
  );
}
