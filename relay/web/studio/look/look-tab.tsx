import type { Photo, Session } from '@picture-live/shared/protocol';
import { useImages, useLive, useSessions, useWebSocket } from '@picture-live/shared/hooks/preact';
import { isCode } from '@picture-live/shared/errors';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { say } from '../../components/toast.tsx';
import { useTask } from '../../components/use-task.ts';
import type { SessionTabProps } from '../session/tabs.ts';
import { sayProblem } from '../words/problem.ts';
import { words as frame } from '../words/words.ts';
import { ColourPanel } from './colour-panel.tsx';
import { CoverPanel } from './cover-panel.tsx';
import * as drafts from './draft.ts';
import { LogoPanel } from './logo-panel.tsx';
import './look.css';
import { NamesPanel } from './names-panel.tsx';
import { Preview } from './preview.tsx';
import { lookWords as words } from './words.ts';

const NO_DRAFT: drafts.Draft = {};
/** Sessions whose unsaved looks are kept while one is elsewhere in the studio. */
const MOST_KEPT = 20;
const elsewhere = new Map<string, drafts.Draft>();

/** How the gallery looks: tried out in the preview, and seen by guests once it is saved. */
export function LookTab({ session }: SessionTabProps) {
  const { change } = useSessions();
  const { take } = useWebSocket(session.id);
  const { api } = useLive();
  const [kept, setDraft] = useDraft(session.id);
  const now = drafts.lookOf(session);
  const draft = drafts.settled(kept, now);
  const look = drafts.applied(draft, now);
  const cover = usePhoto(session, look.coverPhotoId);
  const isDirty = Object.keys(draft).length > 0;
  const hasConflict = drafts.conflicts(draft, now).length > 0;
  const isComplete = (look.title ?? '').trim() !== '' && !hasTags(look);
  const saving = useTask(async () => take(await change(session.id, drafts.changeOf(draft))));
  useUnsavedWarning(isDirty);

  const set = (field: drafts.LookField, value: string | null): void =>
    setDraft(drafts.edit(draft, now, field, value));

  async function save(): Promise<void> {
    const failure = await saving.run();
    if (failure === null) return void say(words.saved);
    sayProblem(failure);
    // Then the field shows what it was changed to.
    if (isCode(failure, 'changed_meanwhile')) take(await api.ownSession(session.id));
  }

  return (
    <div class="look">
      <div class="stack">
        <NamesPanel
          look={look}
          now={now}
          conflicts={drafts.conflicts(draft, now)}
          onSet={set}
          onResolve={(field, keep) => setDraft(drafts.resolve(draft, now, field, keep))}
        />
        <LogoPanel session={session} />
        <CoverPanel session={session} cover={cover} onChoose={(id) => set('coverPhotoId', id)} />
        <ColourPanel colour={look.colour} onChoose={(colour) => set('colour', colour)} />
      </div>
      <Preview session={session} look={look} cover={cover} />
      {isDirty && (
        <div class="save-bar">
          <p>{words.unsaved}</p>
          <Button onClick={() => setDraft(NO_DRAFT)}>{words.discard}</Button>
          <Button
            kind="primary"
            busy={saving.busy}
            disabled={!isComplete || hasConflict}
            onClick={() => void save()}
          >
            {frame.save}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What was tried out, also after another tab was looked at in between. */
function useDraft(sessionId: string): [drafts.Draft, (draft: drafts.Draft) => void] {
  const [draft, setDraft] = useState(elsewhere.get(sessionId) ?? NO_DRAFT);
  return [
    draft,
    (next) => {
      const [oldest] = elsewhere.keys();
      if (elsewhere.size >= MOST_KEPT && oldest !== undefined) elsewhere.delete(oldest);
      elsewhere.set(sessionId, next);
      setDraft(next);
    },
  ];
}

/** As the relay sees it: text that looks like HTML is refused. */
export function hasTags(look: drafts.Look): boolean {
  return [look.title, look.name, look.welcomeText].some(
    (text) => text !== null && /<[a-z!/?]/i.test(text),
  );
}

/** A photo of the session: from the list, or asked for where it is further down. */
function usePhoto(session: Session, id: string | null): Photo | null {
  const { api } = useLive();
  const { photos } = useImages(session.id);
  const [asked, setAsked] = useState<Photo | null>(null);
  const listed = photos.find((photo) => photo.id === id) ?? null;
  const isMissing = id !== null && listed === null && asked?.id !== id;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isHere = true;
    async function ask(photoId: string): Promise<void> {
      // Taken back: then there is no cover, in the gallery neither.
      const photo = await api.photo(photoId).catch(() => null);
      if (isHere) setAsked(photo);
    }
    void ask(id);
    return () => {
      isHere = false;
    };
  }, [api, id, isMissing]);
  if (id === null) return null;
  return listed ?? (asked?.id === id ? asked : null);
}

/** The browser asks before a page with unsaved words is closed. */
function useUnsavedWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
}
