import { assertNever, type PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Photo } from '@picture-live/shared/protocol';
import { useState } from 'preact/hooks';
import { say, sayFailed, sayUndoable } from '../../../components/toast.tsx';
import { problemOf } from '../../words/problem.ts';
import { photosWords as words } from '../words/photos-words.ts';
import { after, changedBy, undoing } from './after.ts';
import { doToMany, type Deed } from './batches.ts';

/** How far something that is done to many has come. */
export interface Progress {
  done: number;
  all: number;
}

/** The list that shows what was done, ahead of the relay's events. */
interface ShownIn {
  take: (photos: readonly Photo[]) => void;
  drop: (ids: readonly string[]) => void;
  reload: () => void;
}

export interface Deeds {
  /** Null: nothing is being done. */
  progress: Progress | null;
  /** Does it to all of them, says so, and offers to undo it. @param title of where they are moved to. */
  run: (deed: Deed, photos: readonly Photo[], title?: string) => Promise<void>;
}

/** @param onTaken ids of photos that are being taken from the screens of guests. */
export function useDeeds(
  sessionId: string,
  list: ShownIn,
  onTaken: (ids: readonly string[]) => void,
): Deeds {
  const { api } = useLive();
  const [progress, setProgress] = useState<Progress | null>(null);

  async function run(deed: Deed, photos: readonly Photo[], title = ''): Promise<void> {
    const wanted = changedBy(photos, deed);
    if (wanted.length === 0) return void say(words.nothingToDo);
    if (isTaking(deed)) onTaken(wanted.map(({ id }) => id));
    const { ids, failed } = await perform(sessionId, deed, wanted);
    if (ids.length > 0) {
      const done = wanted.filter(({ id }) => ids.includes(id));
      sayUndoable(saidOf(deed, ids.length, title), () => void undo(deed, done));
    }
    sayFailures(failed);
  }

  async function perform(where: string, deed: Deed, photos: readonly Photo[]) {
    const all = photos.length;
    setProgress({ done: 0, all });
    const done = await doToMany(
      api,
      where,
      deed,
      photos.map(({ id }) => id),
      (count) => setProgress({ done: count, all }),
    );
    setProgress(null);
    const ids = new Set(done.ids);
    show(deed, where === sessionId ? photos.filter(({ id }) => ids.has(id)) : []);
    return done;
  }

  function show(deed: Deed, photos: readonly Photo[]): void {
    const looks = photos.map((photo) => ({ id: photo.id, now: after(photo, deed) }));
    list.take(looks.flatMap(({ now }) => now ?? []));
    list.drop(looks.flatMap(({ id, now }) => (now === null ? [id] : [])));
  }

  /** `before` are the photos as they were. */
  async function undo(deed: Deed, before: readonly Photo[]): Promise<void> {
    const back = undoing(deed, sessionId);
    const { ids, failed } = await perform(back.sessionId, back.deed, before);
    if (back.deed.action === 'restore' || back.deed.action === 'move') {
      list.take(before.filter(({ id }) => ids.includes(id)));
      list.reload();
    }
    if (ids.length > 0) say(words.undone(ids.length));
    sayFailures(failed);
  }

  return { progress, run };
}

function isTaking({ action }: Deed): boolean {
  return action === 'hide' || action === 'delete' || action === 'move';
}

function sayFailures(failed: readonly { error: PictureLiveError }[]): void {
  const [first] = failed;
  if (first !== undefined) sayFailed(words.notDone(failed.length, problemOf(first.error)));
}

function saidOf(deed: Deed, count: number, title: string): string {
  switch (deed.action) {
    case 'tag':
    case 'untag':
      return words.done[deed.action](count, deed.tag);
    case 'move':
      return words.done.move(count, title);
    case 'hide':
    case 'show':
    case 'delete':
    case 'restore':
    case 'feature':
    case 'unfeature':
      return words.done[deed.action](count);
    default:
      return assertNever(deed);
  }
}
