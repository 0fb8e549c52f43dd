import { useSessions } from '@picture-live/shared/hooks/preact';
import { Skeleton } from '../../components/skeleton.tsx';
import { hrefOf } from '../app/router.ts';
import { words } from '../words/words.ts';
import { sessionsWords } from './words.ts';

/** All sessions of whoever is logged in. */
export function SessionsPage() {
  const { status, sessions } = useSessions();
  return (
    <>
      <header class="page-head">
        <h1>{sessionsWords.title}</h1>
      </header>
      {status === 'loading' && <Skeleton />}
      <ul>
        {sessions.map(({ id, title, photoCount }) => (
          <li key={id}>
            <a href={hrefOf(`/sessions/${id}`)}>{title}</a> {words.photos(photoCount)}
          </li>
        ))}
      </ul>
    </>
  );
}
