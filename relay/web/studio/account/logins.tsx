import { useLive } from '@picture-live/shared/hooks/preact';
import type { LoginInfo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { say } from '../../components/toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { attempt } from '../loading/attempt.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { WhenLoaded } from '../loading/when-loaded.tsx';
import { formatDay, formatFromNow } from '../words/formats.ts';
import { accountWords as words } from './words.ts';

/** Where one is logged in, and how to end it from here. */
export function Logins({ onDone }: { onDone: () => void }) {
  const { api } = useLive();
  const [busy, setBusy] = useState(false);
  const loaded = useLoaded('logins', () => api.logins());
  const end = async (work: Promise<void>, done: string): Promise<void> => {
    setBusy(true);
    if (await attempt(work)) say(done);
    setBusy(false);
    loaded.reload();
    onDone();
  };
  return (
    <section class="panel" aria-label={words.logins}>
      <h2>{words.logins}</h2>
      <p class="muted">{words.loginsHint}</p>
      <WhenLoaded loaded={loaded}>
        {(logins) => (
          <>
            <ul class="logins">
              {logins.map((login) => (
                <Login
                  key={login.id}
                  login={login}
                  busy={busy}
                  onEnd={() => void end(api.endLogin(login.id), words.ended(nameOf(login)))}
                />
              ))}
            </ul>
            {logins.length > 1 ? (
              <div>
                <Button
                  kind="danger"
                  busy={busy}
                  onClick={() => void end(api.endOtherLogins(), words.othersEnded)}
                >
                  {words.endOthers}
                </Button>
              </div>
            ) : (
              <p class="muted">{words.noOthers}</p>
            )}
          </>
        )}
      </WhenLoaded>
    </section>
  );
}

function nameOf({ client }: LoginInfo): string {
  return client === '' ? words.unknownClient : client;
}

function Login(props: { login: LoginInfo; busy: boolean; onEnd: () => void }) {
  const { login, busy, onEnd } = props;
  const now = useNow();
  return (
    <li>
      <span>
        <strong>
          {nameOf(login)}
          {login.current && <span class="muted"> ({words.here})</span>}
        </strong>
        <span class="muted">
          {words.lastUsed(formatFromNow(Math.min(now, login.lastUsedAt), now))} ·{' '}
          {words.since(formatDay(login.createdAt))}
        </span>
      </span>
      {!login.current && (
        <Button kind="quiet" busy={busy} label={words.endNamed(nameOf(login))} onClick={onEnd}>
          {words.end}
        </Button>
      )}
    </li>
  );
}
