import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive } from '@picture-live/shared/hooks/preact';
import type { Message, Photo } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { language } from '../../components/choose-words.ts';
import { Switch } from '../../components/field.tsx';
import { say, sayUndoable } from '../../components/toast.tsx';
import { useStore } from '../../gallery/page/store.ts';
import '../../messages/messages.css';
import { Composer } from '../../messages/parts/composer.tsx';
import type { MessageAction, MessageContext } from '../../messages/parts/message-item.tsx';
import { MessageList } from '../../messages/parts/message-list.tsx';
import { MOST_WAITING } from '../../messages/state/outbox-state.ts';
import type { Thread } from '../../messages/thread.ts';
import { messageWords } from '../../messages/words/message-words.ts';
import { navigate } from '../app/router.ts';
import type { SessionTabProps } from '../session/tabs.ts';
import { formatMoment } from '../words/formats.ts';
import { sayProblem } from '../words/problem.ts';
import '../photos/bar/filters.css';
import './messages-tab.css';
import { isPicking, pickMessages, type Kind, type Picked } from './pick-messages.ts';
import { useTalk } from './use-talk.ts';
import { talkWords as words } from './words.ts';

const partWords = messageWords(language);
const KINDS: readonly Kind[] = ['all', 'hidden', 'announcements', 'photos'];

/** What people write to each other, also what is hidden; members hide, show, delete and announce. */
export function MessagesTab({ session }: SessionTabProps) {
  const live = useLive();
  const { thread, outbox, markRead } = useTalk(session.id);
  const state = useStore(thread.state);
  const outgoing = useStore(outbox.state);
  const [picked, setPicked] = useState<Picked>({ kind: 'all', text: '' });
  const [announces, setAnnounces] = useState(false);
  const mayComment = session.switches?.comments === true;
  const shown = useMemo(
    () => ({ ...state, messages: pickMessages(state.messages, picked) }),
    [state, picked],
  );
  const looksForMore = isPicking(picked) && state.cursor !== null && state.paging === 'idle';
  useEffect(() => {
    // What is looked for may be anywhere.
    if (looksForMore) void thread.loadOlder();
  }, [looksForMore, thread]);

  const findPhoto = useCallback(
    async (id: string): Promise<Photo | undefined> => {
      try {
        return await live.api.photo(id);
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        return undefined;
      }
    },
    [live],
  );
  const context = useMemo(
    (): MessageContext => ({
      words: partWords,
      timeOf: formatMoment,
      me: state.me,
      actionsOf: (message) => actionsOf(message, thread),
      findPhoto,
      openPhoto: ({ id }) => navigate(`/sessions/${session.id}/photos?photo=${id}`),
    }),
    [state.me, thread, findPhoto, session.id],
  );
  return (
    <section class="talk">
      <search class="filters">
        <select
          class="input"
          aria-label={words.which}
          value={picked.kind}
          onChange={(event) => {
            const kind = KINDS[event.currentTarget.selectedIndex];
            if (kind !== undefined) setPicked({ ...picked, kind });
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
        <input
          class="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={picked.text}
          onInput={(event) => setPicked({ ...picked, text: event.currentTarget.value })}
        />
      </search>
      {!mayComment && <p class="muted">{words.commentsOff}</p>}
      <MessageList
        thread={shown}
        outgoing={isPicking(picked) ? [] : outgoing}
        context={context}
        emptyText={isPicking(picked) ? words.nothingFound : words.empty}
        onOlder={() => void thread.loadOlder()}
        onRetry={outbox.retry}
        onDiscard={outbox.discard}
        onRead={markRead}
      />
      <Switch
        label={words.announce}
        hint={words.announceHint}
        checked={announces || !mayComment}
        disabled={!mayComment}
        onChange={setAnnounces}
      />
      <Composer
        words={partWords}
        placeholder={announces || !mayComment ? words.writeAnnouncement : words.write}
        name={undefined}
        onName={() => undefined}
        onSend={(text, picture) => {
          outbox.write({ text, picture, announcement: announces || !mayComment });
          setAnnounces(false);
        }}
        onType={() => live.session(session.id).typing()}
        editing={null}
        isFull={outgoing.length >= MOST_WAITING}
      />
    </section>
  );
}

function actionsOf(message: Message, thread: Thread): MessageAction[] {
  const isHidden = message.hidden === true;
  return [
    {
      label: isHidden ? words.show : words.hide,
      run: () => void hide(thread, message.id, !isHidden),
    },
    {
      label: words.remove,
      question: words.removeReally,
      run: () => void remove(thread, message.id),
    },
  ];
}

async function hide(thread: Thread, id: string, hidden: boolean): Promise<void> {
  try {
    await thread.hide(id, hidden);
    const said = hidden ? words.saidHidden : words.saidShown;
    sayUndoable(said, () => void hide(thread, id, !hidden));
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    sayProblem(error, () => void hide(thread, id, hidden));
  }
}

async function remove(thread: Thread, id: string): Promise<void> {
  try {
    await thread.remove(id);
    say(words.saidDeleted);
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    sayProblem(error, () => void remove(thread, id));
  }
}
