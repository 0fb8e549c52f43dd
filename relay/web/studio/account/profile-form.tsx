import { useAuth } from '@picture-live/shared/hooks/preact';
import type { Profile } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { words as frame } from '../words/words.ts';
import { EmailField, PasswordField } from '../login/account-fields.tsx';
import { accountWords as words } from './words.ts';

/** Name and address; another address asks for the password. */
export function ProfileForm({ user, onDone }: { user: Profile; onDone: () => void }) {
  const { changeProfile } = useAuth();
  const [name, setName] = useState(user.name);
  const [email, setEmail] = useState(user.email);
  const [password, setPassword] = useState('');
  const isOtherEmail = email.trim().toLowerCase() !== user.email;
  const isChanged = isOtherEmail || name.trim() !== user.name;
  const saving = useTask(async () => {
    await changeProfile({ name, ...(isOtherEmail && { email, password }) });
    say(words.saved);
    onDone();
  });
  const { error } = saving;
  const isWrong = error?.code === 'invalid_credentials';
  return (
    <form
      class="panel"
      aria-label={words.profile}
      onSubmit={(event) => {
        event.preventDefault();
        void saving.run();
      }}
    >
      <h2>{words.profile}</h2>
      <TextField
        label={words.name}
        autoComplete="name"
        required
        maxLength={100}
        value={name}
        onText={setName}
      />
      <EmailField
        hint={words.emailHint}
        value={email}
        onText={setEmail}
        error={error !== null && !isWrong ? problemOf(error) : undefined}
      />
      {isOtherEmail && (
        <PasswordField
          label={words.passwordForEmail}
          value={password}
          onText={setPassword}
          error={isWrong ? words.wrong : undefined}
        />
      )}
      <div>
        <Button type="submit" busy={saving.busy} disabled={!isChanged}>
          {frame.save}
        </Button>
      </div>
    </form>
  );
}
