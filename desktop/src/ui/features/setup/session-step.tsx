import { useState } from 'react';
import { useApp, useFormat, useWords } from '../../app/context.tsx';
import { TextField } from '../../components/field.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useTask, type Task } from '../../components/use-task.ts';
import type { SetupView } from '../../../bridge/desk.ts';
import { LoginForm } from './login-form.tsx';
import { Step } from './step.tsx';

export function SessionStep({ setup }: { setup: SetupView }) {
  const { engine } = useApp();
  const all = useWords();
  const words = all.desk.setup;
  const format = useFormat();
  const task = useTask();
  const { account, choices } = setup;
  return (
    <Step title={setup.second ? all.destinations.sessionTitle : words.sessionTitle}>
      {account !== null && <p className="secondary">{words.loggedInAs(account)}</p>}
      {choices.length === 0 && <p className="secondary">{words.noSessions}</p>}
      <ul className="setup-choices">
        {choices.map(({ id, title, photoCount }) => (
          <li key={id}>
            <button
              type="button"
              className="button"
              disabled={task.running}
              onClick={() =>
                task.run(async () => {
                  await engine.call('chooseSession', { sessionId: id });
                })
              }
            >
              <span>{title}</span>
              <span className="secondary">
                {words.photos(photoCount, format.count(photoCount))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h3>{words.newSession}</h3>
      {account === null ? (
        <>
          <p className="secondary">{words.needsAccount}</p>
          <LoginForm />
        </>
      ) : (
        <NewSession task={task} />
      )}
      <Trouble text={task.trouble} />
    </Step>
  );
}

function NewSession({ task }: { task: Task }) {
  const { engine } = useApp();
  const words = useWords().desk.setup;
  const [title, setTitle] = useState('');
  async function create(): Promise<void> {
    await engine.call('createSession', { title });
  }
  return (
    <form
      className="setup-line"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(create);
      }}
    >
      <TextField
        label={words.newSessionHint}
        required
        maxLength={200}
        value={title}
        onText={setTitle}
      />
      <button type="submit" className="button primary" disabled={task.running}>
        {words.create}
      </button>
    </form>
  );
}
