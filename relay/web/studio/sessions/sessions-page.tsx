import type { Session } from '@picture-live/shared/protocol';
import { useSessions } from '@picture-live/shared/hooks/preact';
import { Archive, Images, Plus, SearchX, Trash2, WifiOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useNow } from '../../components/use-now.ts';
import { navigate, usePlace } from '../app/router.ts';
import { words as frame } from '../words/words.ts';
import { CreateSession } from './create-session.tsx';
import { SessionCard } from './session-card.tsx';
import './sessions.css';
import { choose, stateOf, type SessionState } from './state.ts';
import { sessionsWords as words } from './words.ts';

const STATES: readonly SessionState[] = ['active', 'archived', 'bin'];

/** All sessions of whoever is logged in, as covers. */
export function SessionsPage() {
  const { status, sessions, more, loadMore, reload } = useSessions();
  const [search, setSearch] = useState('');
  const { query } = usePlace();
  const state = STATES.find((one) => one === query.get('show')) ?? 'active';
  const isCreating = query.has('new');
  const now = useNow();
  // What is looked for may be further down.
  useEffect(() => {
    if (search !== '' && more) void loadMore().catch(() => undefined);
  }, [search, more, sessions.length, loadMore]);
  useEffect(() => {
    document.title = `${words.title} · ${frame.studio}`;
  }, []);
  return (
    <>
      <header class="page-head">
        <h1>{words.title}</h1>
        <div class="page-actions">
          <Button kind="primary" icon={Plus} onClick={() => navigate('/sessions?new')}>
            {words.create}
          </Button>
        </div>
      </header>
      <div class="session-filters">
        <StateChoice sessions={sessions} state={state} now={now} />
        <input
          class="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {status === 'loading' && <Skeleton lines={4} />}
      {status === 'failed' && (
        <Empty icon={WifiOff} title={words.failed}>
          <Button onClick={() => void reload().catch(() => undefined)}>{frame.tryAgain}</Button>
        </Empty>
      )}
      {status === 'ready' && (
        <Covers sessions={choose(sessions, { state, search, now })} state={state} search={search} />
      )}
      {status === 'ready' && more && (
        <div class="session-more">
          <Button onClick={() => void loadMore().catch(() => undefined)}>{words.more}</Button>
        </div>
      )}
      {isCreating && <CreateSession onClose={() => navigate('/sessions', { replace: true })} />}
    </>
  );
}

function StateChoice(props: { sessions: readonly Session[]; state: SessionState; now: number }) {
  const labels = { active: words.active, archived: words.archived, bin: words.bin };
  return (
    <nav class="state-choice" aria-label={words.states}>
      {STATES.map((one) => {
        const count = props.sessions.filter((it) => stateOf(it, props.now) === one).length;
        const address = one === 'active' ? '/studio/sessions' : `/studio/sessions?show=${one}`;
        return (
          <a key={one} href={address} aria-current={one === props.state ? 'page' : undefined}>
            {labels[one]}
            {count > 0 && <span class="state-count">{count}</span>}
          </a>
        );
      })}
    </nav>
  );
}

function Covers(props: { sessions: Session[]; state: SessionState; search: string }) {
  if (props.sessions.length > 0) {
    return (
      <ul class="session-covers">
        {props.sessions.map((session) => (
          <SessionCard key={session.id} session={session} />
        ))}
      </ul>
    );
  }
  if (props.search !== '') return <Empty icon={SearchX} title={words.nothingFound(props.search)} />;
  if (props.state === 'archived') return <Empty icon={Archive} title={words.emptyArchive} />;
  if (props.state === 'bin') return <Empty icon={Trash2} title={words.emptyBin} />;
  return (
    <Empty icon={Images} title={words.emptyTitle} text={words.emptyText}>
      <Button kind="primary" icon={Plus} onClick={() => navigate('/sessions?new')}>
        {words.create}
      </Button>
    </Empty>
  );
}
