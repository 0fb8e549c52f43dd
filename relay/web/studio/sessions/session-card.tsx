import type { Session } from '@picture-live/shared/protocol';
import { Camera, KeyRound, Link2, Users } from 'lucide-preact';
import type { LucideIcon } from 'lucide-preact';
import { Button } from '../../components/button.tsx';
import { useNow } from '../../components/use-now.ts';
import { hrefOf } from '../app/router.ts';
import { formatDay, formatMoment } from '../words/formats.ts';
import { words as frame } from '../words/words.ts';
import { FateLine } from './session-fate.tsx';
import { SessionMenu } from './session-menu.tsx';
import { stateOf } from './state.ts';
import { useSessionDeeds } from './use-session-deeds.ts';
import { sessionsWords as words } from './words.ts';

const ACCESS: Record<NonNullable<Session['access']>, { icon: LucideIcon; label: string }> = {
  public: { icon: Link2, label: words.accessPublic },
  code: { icon: KeyRound, label: words.accessCode },
  members: { icon: Users, label: words.accessMembers },
};

/** A session as its cover with what one wants to know of it. */
export function SessionCard({ session }: { session: Session }) {
  const state = stateOf(session, useNow());
  const { icon: Access, label } = ACCESS[session.access ?? 'public'];
  const { restore } = useSessionDeeds(session);
  const when = session.startsAt ?? session.createdAt;
  return (
    <li class={`session-card is-${state}`}>
      <a href={hrefOf(`/sessions/${session.id}`)}>
        <Cover session={session} />
        <span class="session-title">{session.title}</span>
      </a>
      <div class="session-line">
        <p>
          <span>{formatDay(when)}</span>
          <span>{frame.photos(session.photoCount)}</span>
          <span class="session-access" title={label}>
            <Access size={15} aria-hidden="true" />
            <span class="unseen">{label}</span>
          </span>
        </p>
        <SessionMenu session={session} />
      </div>
      <OpenRequests session={session} />
      <SessionEnd session={session} />
      <FateLine session={session} />
      {state === 'bin' && <Button onClick={() => void restore()}>{words.restore}</Button>}
    </li>
  );
}

/** What waits for an owner leads to where it is decided. */
function OpenRequests({ session: { id, mine } }: { session: Session }) {
  const count = mine?.openTakedowns ?? 0;
  if (count === 0 || mine?.deletedAt !== null) return null;
  return (
    <a class="session-requests" href={hrefOf(`/sessions/${id}/requests`)}>
      <span class="count">{count}</span>
      {words.openRequests(count)}
    </a>
  );
}

function SessionEnd({ session }: { session: Session }) {
  const { mine, expiresAt = null } = session;
  const state = stateOf(session, useNow());
  if (state === 'bin') {
    const until = mine?.restorableUntil ?? null;
    return until === null ? null : (
      <p class="session-end">{words.restorableUntil(formatMoment(until))}</p>
    );
  }
  if (expiresAt === null) return null;
  const when = formatMoment(expiresAt);
  return <p class="session-end">{state === 'archived' ? words.ended(when) : words.endsAt(when)}</p>;
}

function Cover({ session }: { session: Session }) {
  const cover = session.mine?.cover ?? null;
  if (cover === null) {
    return (
      <span class="session-cover is-empty">
        <Camera size={28} aria-hidden="true" />
        {words.noPhotos}
      </span>
    );
  }
  return (
    <img
      class="session-cover"
      src={cover.url}
      width={cover.width}
      height={cover.height}
      alt=""
      loading="lazy"
      decoding="async"
    />
  );
}
