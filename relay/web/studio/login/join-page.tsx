import { navigate } from '../app/router.ts';
import { RegisterForm } from './register-form.tsx';
import { loginWords } from './words.ts';

/**
 * Where the link of an invitation leads: `/studio/join#<code>`. The code stands behind the `#`, which
 * no server or log gets to see.
 */
export function JoinPage() {
  return (
    <main class="door">
      <RegisterForm
        title={loginWords.joinTitle}
        text={loginWords.joinText}
        code={decodeURIComponent(location.hash.slice(1))}
        onInstead={() => navigate('/sessions', { replace: true })}
      />
    </main>
  );
}
