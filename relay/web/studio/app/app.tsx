import { assertNever } from '@picture-live/shared/errors';
import { useAuth } from '@picture-live/shared/hooks/preact';
import { WifiOff } from 'lucide-preact';
import { Empty } from '../../components/empty.tsx';
import { Toasts } from '../../components/toast.tsx';
import { JoinPage } from '../login/join-page.tsx';
import { LoginPage } from '../login/login-page.tsx';
import { words } from '../words/words.ts';
import { Layout } from './layout.tsx';
import { PageAt } from './page-at.tsx';
import { usePlace } from './router.ts';

/** The studio: who is not logged in is asked to, and then is where the address says. */
export function App() {
  return (
    <>
      <Gate />
      <Toasts />
    </>
  );
}

function Gate() {
  const auth = useAuth();
  const { path } = usePlace();
  switch (auth.status) {
    case 'opening':
      return null;
    case 'unreachable':
      return (
        <main class="door">
          <Empty icon={WifiOff} title={words.unreachableTitle} text={words.unreachableText} />
        </main>
      );
    case 'out':
      return path === '/join' ? <JoinPage /> : <LoginPage ended={auth.ended} />;
    case 'in':
      return (
        <Layout user={auth.user}>
          <PageAt path={path} />
        </Layout>
      );
    default:
      return assertNever(auth);
  }
}
