import type { PageDoor } from '@picture-live/shared/protocol';
import { useAuth, useLive } from '@picture-live/shared/hooks/preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useTask } from '../../components/use-task.ts';
import { Failure } from '../forms/failure.tsx';
import { words } from '../words/words.ts';
import { EmailField, PasswordField } from './account-fields.tsx';
import { RegisterForm } from './register-form.tsx';
import { loginWords } from './words.ts';

/** For whoever is not logged in. @param ended they were, a moment ago. */
export function LoginPage({ ended }: { ended: boolean }) {
  const { api } = useLive();
  const [registration, setRegistration] = useState<PageDoor['registration'] | null>(null);
  const [isNew, setNew] = useState<boolean | null>(null);
  useEffect(() => {
    document.title = `${words.studio} · Picture Live`;
    // Without an answer one can still log in, and that says what is wrong.
    api.door().then(
      (door) => setRegistration(door.registration),
      () => setRegistration('closed'),
    );
  }, [api]);
  if (registration === null) return null;
  const mayRegister = registration === 'first' || registration === 'open';
  if (mayRegister && (isNew ?? registration === 'first')) {
    const isFirst = registration === 'first';
    return (
      <main class="door">
        <RegisterForm
          title={isFirst ? loginWords.firstTitle : loginWords.newHere}
          text={isFirst ? loginWords.firstText : null}
          code={null}
          onInstead={() => setNew(false)}
        />
      </main>
    );
  }
  return (
    <main class="door">
      <LoginForm
        ended={ended}
        note={
          registration === 'first_elsewhere' ? loginWords.firstElsewhere : loginWords.needInvitation
        }
        onNew={mayRegister ? () => setNew(true) : null}
      />
    </main>
  );
}

function LoginForm(props: { ended: boolean; note: string; onNew: (() => void) | null }) {
  const { login } = useAuth();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entering = useTask(() => login({ email, password }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void entering.run();
      }}
    >
      <h1>{loginWords.title}</h1>
      {props.ended && <p>{loginWords.ended}</p>}
      <EmailField value={email} onText={setEmail} />
      <PasswordField value={password} onText={setPassword} />
      <Failure error={entering.error} />
      <Button type="submit" kind="primary" busy={entering.busy}>
        {loginWords.logIn}
      </Button>
      {props.onNew === null ? (
        <p class="muted">{props.note}</p>
      ) : (
        <Button kind="quiet" onClick={props.onNew}>
          {loginWords.newHere}
        </Button>
      )}
    </form>
  );
}
