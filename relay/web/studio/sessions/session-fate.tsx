import type { Session } from '@picture-live/shared/protocol';
import { Button } from '../../components/button.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatDay } from '../words/formats.ts';
import { fateSoon, type NextFate } from './fate.ts';
import './session-fate.css';
import { useSessionDeeds } from './use-session-deeds.ts';
import { sessionsWords as words } from './words.ts';

function saidOf({ step, at }: NextFate): { said: string; hint: string } {
  return step === 'archive'
    ? { said: words.archivesOn(formatDay(at)), hint: words.archivesHint }
    : { said: words.deletesOn(formatDay(at)), hint: words.deletesHint };
}

/** A line on a card. */
export function FateLine({ session }: { session: Session }) {
  const fate = fateSoon(session, useNow());
  if (fate !== null) return <p class="session-end">{saidOf(fate).said}</p>;
  return session.mine?.retention?.kept === true ? <p class="session-end">{words.kept}</p> : null;
}

/** The same on the session's own page, with what to do about it. */
export function FateNotice({ session }: { session: Session }) {
  const fate = fateSoon(session, useNow());
  const { keep } = useSessionDeeds(session);
  if (fate === null) return null;
  const { said, hint } = saidOf(fate);
  return (
    <div class="session-fate" role="note">
      <p>
        <strong>{said}</strong>
        {hint}
      </p>
      {session.mine?.role === 'owner' && <Button onClick={() => void keep()}>{words.keep}</Button>}
    </div>
  );
}
