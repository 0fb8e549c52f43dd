import { useState } from 'preact/hooks';
import { invitationCode } from './invitation-code.ts';
import { LoginPage } from './login-page.tsx';
import { RegisterForm } from './register-form.tsx';
import { loginWords } from './words.ts';

/**
 * Where the link of an invitation leads whoever is not logged in. Once they are, with a new account
 * or the one they have, the page is AcceptPage's.
 */
export function JoinPage() {
  const [hasAccount, setHasAccount] = useState(false);
  if (hasAccount) return <LoginPage ended={false} />;
  return (
    <main class="door">
      <RegisterForm
        title={loginWords.joinTitle}
        text={loginWords.joinText}
        code={invitationCode()}
        onInstead={() => setHasAccount(true)}
      />
    </main>
  );
}
