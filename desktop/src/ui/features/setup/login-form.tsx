import { useState } from 'react';
import { useApp, useWords } from '../../app/context.tsx';
import { TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

export function LoginForm() {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const task = useTask();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  async function logIn(): Promise<void> {
    await engine.call('logIn', { email, password });
  }
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(logIn);
      }}
    >
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        value={email}
        onText={setEmail}
      />
      <TextField
        label={words.password}
        type="password"
        autoComplete="current-password"
        required
        maxLength={256}
        value={password}
        onText={setPassword}
      />
      <button type="submit" className="button" disabled={task.running}>
        {words.logIn}
      </button>
      <Trouble text={task.trouble} />
    </form>
  );
}
