import type { Session } from '@picture-live/shared/protocol';
import { Button } from '../../components/button.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatDay } from '../words/formats.ts';
import './session-fate.css';
import { useSessionDeeds } from './use-session-deeds.ts';
import { sessionsWords as words } from './words.ts';

/** Sooner than this it is worth a line among many sessions; what is later is in no hurry. */
const SOON_MS = 30 * 24 * 3_600_000;

/** What the relay will do to the session by itself soon; null: nothing. */
function fateSoon({ mine }: Session, now: number): { said: string; hint: string } | null {
  const { archiveAt = null, deleteAt = null } = mine?.retention ?? {};
  if (archiveAt !== null && archiveAt - now < SOON_MS) {
    return { said: words.archivesOn(formatDay(archiveAt)), hint: words.archivesHint };
  }
  if (deleteAt !== null && deleteAt - now < SOON_MS) {
    return { said: words.deletesOn(formatDay(deleteAt)), hint: words.deletesHint };
  }
  return null;
}

/** A line on a card. */
export function FateLine({ session }: { session: Session }) {
  const fate = fateSoon(session, useNow());
  if (fate !== null) return <p class="session-end">{fate.said}</p>;
  return session.mine?.retention?.kept === true ? <p class="session-end">{words.kept}</p> : null;
}

/** The same on the session's own page, with what to do about it. */
export function FateNotice({ session }: { session: Session }) {
  const fate = fateSoon(session, useNow());
  const { keep } = useSessionDeeds(session);
  if (fate === null) return null;
  return (
    <div class="session-fate" role="note">
      <p>
        <strong>{fate.said}</strong>
        {fate.hint}
      </p>
      {session.mine?.role === 'owner' && <Button onClick={() => void keep()}>{words.keep}</Button>}
    </div>
  );
}
