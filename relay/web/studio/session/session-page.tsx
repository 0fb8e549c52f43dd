import { useWebSocket } from '@picture-live/shared/hooks/preact';
import type { Session } from '@picture-live/shared/protocol';
import { ExternalLink } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { ButtonLink } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useNow } from '../../components/use-now.ts';
import { Lazy } from '../app/lazy.tsx';
import { NotFound } from '../app/not-found.tsx';
import { hrefOf, navigate } from '../app/router.ts';
import { FateNotice } from '../sessions/session-fate.tsx';
import { SessionMenu } from '../sessions/session-menu.tsx';
import { stateOf } from '../sessions/state.ts';
import { sessionsWords } from '../sessions/words.ts';
import { formatMoment } from '../words/formats.ts';
import { words } from '../words/words.ts';
import './session-page.css';
import { useTabCounts } from './tab-counts.ts';
import { TABS } from './tabs.ts';

/** A session: what it is, how it is doing, and its parts. */
export function SessionPage({ id, tab }: { id: string; tab: string | null }) {
  const { session, refusal } = useWebSocket(id);
  if (refusal !== null && session === null) return <NotFound />;
  if (session === null) return <Skeleton lines={6} />;
  const { mine } = session;
  // Guests have the gallery; the studio is for members.
  if (mine === undefined || refusal?.code === 'session_not_found') return <NotFound />;
  return <OpenSession session={session} role={mine.role} tab={tab} />;
}

interface OpenSessionProps {
  session: Session;
  role: NonNullable<Session['mine']>['role'];
  tab: string | null;
}

function OpenSession({ session, role, tab }: OpenSessionProps) {
  const tabs = TABS.filter(({ roles }) => roles.includes(role));
  const current = tabs.find((one) => one.id === tab) ?? tabs[0];
  const address = `/sessions/${session.id}`;
  const counts = useTabCounts(session);
  useEffect(() => {
    if (current !== undefined && current.id !== tab) {
      navigate(`${address}/${current.id}`, { replace: true });
    }
  }, [address, current, tab]);
  useEffect(() => {
    document.title = `${session.title} · ${words.studio}`;
  }, [session.title]);
  return (
    <>
      <header class="session-head">
        <div>
          <h1>{session.title}</h1>
          <SessionFacts session={session} />
        </div>
        <div class="page-actions">
          {session.access !== 'members' && (
            <ButtonLink href={`/g/${session.slug}`} icon={ExternalLink} away>
              {words.openGallery}
            </ButtonLink>
          )}
          <SessionMenu session={session} />
        </div>
      </header>
      <SessionState session={session} />
      <FateNotice session={session} />
      <Tabs
        label={words.tabs}
        current={hrefOf(`${address}/${current?.id ?? ''}`)}
        tabs={tabs.map(({ id, label }) => ({
          href: hrefOf(`${address}/${id}`),
          label,
          count: counts[id] ?? 0,
        }))}
      />
      <div class="session-part">
        {current === undefined ? (
          <NotFound />
        ) : (
          <Lazy key={current.id} part={current.part} props={{ session, role }} />
        )}
      </div>
    </>
  );
}

function SessionFacts({ session }: { session: Session }) {
  const { connection, viewers } = useWebSocket(session.id);
  const said = { live: words.live, polling: words.polling, offline: words.offline, connecting: '' };
  return (
    <p class="session-facts">
      {said[connection] !== '' && (
        <span class={`connection is-${connection}`}>{said[connection]}</span>
      )}
      <span>{words.photos(session.photoCount)}</span>
      {viewers !== null && <span>{words.viewers(viewers)}</span>}
    </p>
  );
}

/** Says that guests do not see it, where they do not. */
function SessionState({ session }: { session: Session }) {
  const state = stateOf(session, useNow());
  const { expiresAt = null, mine } = session;
  if (state === 'archived' && expiresAt !== null) {
    return <Problem>{sessionsWords.ended(formatMoment(expiresAt))}</Problem>;
  }
  const until = mine?.restorableUntil ?? null;
  if (state !== 'bin' || until === null) return null;
  return <Problem>{sessionsWords.restorableUntil(formatMoment(until))}</Problem>;
}
