import { useEffect } from 'preact/hooks';
import { AcceptPage } from '../login/accept-page.tsx';
import { SessionPage } from '../session/session-page.tsx';
import { Lazy } from './lazy.tsx';
import { NotFound } from './not-found.tsx';
import { PAGES } from './pages.ts';
import { navigate } from './router.ts';

/** What is shown at a place of the studio. */
export function PageAt({ path }: { path: string }) {
  const [, first = '', id, tab] = path.split('/');
  const isNowhere = path === '/' || path === '/login';
  useEffect(() => {
    if (isNowhere) navigate('/sessions', { replace: true });
  }, [isNowhere]);
  if (isNowhere) return null;
  if (path === '/join') return <AcceptPage />;
  if (first === 'sessions' && id !== undefined) {
    return <SessionPage key={id} id={id} tab={tab ?? null} />;
  }
  const page = PAGES.find((one) => one.path === `/${first}`);
  return page === undefined ? <NotFound /> : <Lazy part={page.part} props={{}} />;
}
