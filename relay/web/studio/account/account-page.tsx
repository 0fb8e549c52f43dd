import { useAuth, useLive } from '@picture-live/shared/hooks/preact';
import type { Profile } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { AuditList } from '../audit/audit-list.tsx';
import { OF_ACCOUNTS } from '../audit/shown.ts';
import { auditWords } from '../audit/words.ts';
import { useLoaded } from '../loading/use-loaded.ts';
import { formatNumber } from '../words/formats.ts';
import './account.css';
import { Logins } from './logins.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { accountWords as words } from './words.ts';

/** One's own account. */
export function AccountPage() {
  const auth = useAuth();
  return auth.status === 'in' ? <Account user={auth.user} /> : null;
}

function Account({ user }: { user: Profile }) {
  const { api } = useLive();
  const [deeds, setDeeds] = useState(0);
  const onDone = (): void => setDeeds((count) => count + 1);
  return (
    <>
      <header class="page-head">
        <h1>{words.title}</h1>
      </header>
      <div class="account">
        <Stats />
        <ProfileForm key={`${user.name} ${user.email}`} user={user} onDone={onDone} />
        <PasswordForm email={user.email} onDone={onDone} />
        <Logins onDone={onDone} />
        <section class="account-log" aria-label={auditWords.title}>
          <h2>{auditWords.title}</h2>
          <p class="muted">{auditWords.ownIntro}</p>
          <AuditList
            name={user.id}
            actions={OF_ACCOUNTS}
            names={new Map([[user.id, user.name]])}
            pulse={deeds}
            list={(query) => api.ownAudit(query)}
          />
        </section>
      </div>
    </>
  );
}

function Stats() {
  const { api } = useLive();
  const { value } = useLoaded('stats', () => api.stats());
  if (value === null) return null;
  const numbers = [
    [value.sessions, words.sessions],
    [value.photos, words.photos],
    [value.members, words.people],
  ] as const;
  return (
    <ul class="account-stats" aria-label={words.stats}>
      {numbers.map(([count, what], index) => (
        <li key={index}>
          <strong>{formatNumber(count)}</strong> {what(count)}
        </li>
      ))}
    </ul>
  );
}
