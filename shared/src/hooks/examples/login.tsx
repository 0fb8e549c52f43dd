import { openPictureLive } from '@picture-live/shared/hooks';
import { PictureLiveProvider, useAuth } from '@picture-live/shared/hooks/react';
import type { ReactNode, SyntheticEvent } from 'react';

/** Once for the whole page; `render(<App live={openLive()} />)`. */
export const openLive = () => openPictureLive({ baseUrl: location.origin });

export function App({
  live,
  children,
}: {
  live: ReturnType<typeof openLive>;
  children: ReactNode;
}) {
  return (
    <PictureLiveProvider live={live}>
      <Door>{children}</Door>
    </PictureLiveProvider>
  );
}

function Door({ children }: { children: ReactNode }) {
  const auth = useAuth();
  if (auth.status === 'opening') return null;
  if (auth.status === 'unreachable') return <p>The relay does not answer. One moment …</p>;
  if (auth.status === 'out') return <LoginForm />;
  return (
    <>
      <p>
        {auth.user.name} <button onClick={() => void auth.logout()}>Log out</button>
      </p>
      {children}
    </>
  );
}

function LoginForm() {
  const { login } = useAuth();
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [form.get('email'), form.get('password')];
    if (typeof email === 'string' && typeof password === 'string') {
      login({ email, password }).catch((error: Error) => alert(error.message));
    }
  };
  return (
    <form onSubmit={onSubmit}>
      <input name="email" type="email" aria-label="E-mail address" />
      <input name="password" type="password" aria-label="Password" />
      <button>Log in</button>
    </form>
  );
}
