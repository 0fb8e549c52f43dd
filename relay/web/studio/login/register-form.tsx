import { useAuth } from '@picture-live/shared/hooks/preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { useTask } from '../../components/use-task.ts';
import { problemOf } from '../words/problem.ts';
import { loginWords } from './words.ts';

const SHORTEST_PASSWORD = 10;

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
  const [isTooShort, setTooShort] = useState(false);
  const making = useTask(() =>
    register({ name, email, password, ...(code !== null && { invitationCode: code }) }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTooShort(password.length < SHORTEST_PASSWORD);
        if (password.length >= SHORTEST_PASSWORD) void making.run();
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
      <TextField
        label={loginWords.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onText={setEmail}
      />
      <TextField
        label={loginWords.newPassword}
        hint={loginWords.newPasswordHint}
        error={isTooShort ? loginWords.tooShort : undefined}
        type="password"
        name="password"
        autoComplete="new-password"
        required
        value={password}
        onText={setPassword}
      />
      {making.error !== null && (
        <p class="problem" role="alert">
          {problemOf(making.error)}
        </p>
      )}
      <Button type="submit" kind="primary" busy={making.busy}>
        {loginWords.makeAccount}
      </Button>
      <Button kind="quiet" onClick={onInstead}>
        {loginWords.haveAccount}
      </Button>
    </form>
  );
}
