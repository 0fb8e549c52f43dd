import { useAuth } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { Failure } from '../forms/failure.tsx';
import { EmailField, isLongEnough, NewPasswordField } from './account-fields.tsx';
import { loginWords } from './words.ts';

interface RegisterFormProps {
  title: string;
  text: string | null;
  /** Of an invitation; null where none is needed. */
  code: string | null;
  /** Logs in with an account that is there. */
  onInstead: () => void;
}

/** Makes an account, and is logged in with it. */
export function RegisterForm({ title, text, code, onInstead }: RegisterFormProps) {
  const { register } = useAuth();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const making = useTask(() =>
    register({ name, email, password, ...(code !== null && { invitationCode: code }) }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (isLongEnough(password)) void making.run();
      }}
    >
      <h1>{title}</h1>
      {text !== null && <p class="muted">{text}</p>}
      <TextField
        label={loginWords.name}
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        value={name}
        onText={setName}
      />
      <EmailField value={email} onText={setEmail} />
      <NewPasswordField
        label={loginWords.newPassword}
        hint={loginWords.newPasswordHint}
        value={password}
        isChecked={isChecked}
        onText={setPassword}
      />
      <Failure error={making.error} />
      <Button type="submit" kind="primary" busy={making.busy}>
        {loginWords.makeAccount}
      </Button>
      <Button kind="quiet" onClick={onInstead}>
        {loginWords.haveAccount}
      </Button>
    </form>
  );
}
