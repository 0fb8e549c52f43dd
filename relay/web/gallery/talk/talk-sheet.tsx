import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import { messageClient } from '@picture-live/shared/client';
import type { Message, Photo } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Composer } from '../../messages/parts/composer.tsx';
import type { MessageAction, MessageContext } from '../../messages/parts/message-item.tsx';
import { MessageList } from '../../messages/parts/message-list.tsx';
import { MOST_WAITING } from '../../messages/state/outbox-state.ts';
import { startThread, type Thread } from '../../messages/thread.ts';
import { messageWords } from '../../messages/words/message-words.ts';
import '../../messages/messages.css';
import { useStore } from '../page/store.ts';
import { Sheet } from '../sheet/sheet.tsx';
import { say } from '../toast/toast.tsx';
import type { Language } from '../words/choose.ts';
import { timesIn } from './message-times.ts';
import { outboxOf } from './talk-outbox.ts';
import type { Talk } from './talk.ts';

interface TalkSheetProps {
  talk: Talk;
  language: Language;
  /** Only what is about this photo, beside it. */
  photo?: Photo;
  onClose: () => void;
}

/** Its own sender's to change for so long; the relay has the last word. */
const EDITABLE_MS = 15 * 60_000;

/** What guests and hosts write to each other. */
export function TalkSheet({ talk, language, photo, onClose }: TalkSheetProps) {
  const words = messageWords(language.tag);
  const isOfPhoto = photo !== undefined;
  const thread = useThread(talk, photo?.id);
  const outbox = outboxOf(talk);
  const state = useStore(thread.state);
  const outgoing = useStore(outbox.state).filter(
    (one) => photo === undefined || one.photoId === photo.id,
  );
  const name = useStore(talk.name);
  const own = useStore(talk.me);
  const me = own ?? state.me;
  const [editing, setEditing] = useState<Message | null>(null);

  const context = useMemo(
    (): MessageContext => ({
      words,
      timeOf: timesIn(language.tag),
      me,
      actionsOf: (message) =>
        message.sender.id === me ? ownActions(message, thread, words, setEditing) : [],
      findPhoto: talk.findPhoto,
      openPhoto: isOfPhoto
        ? undefined
        : (opened) => {
            onClose();
            talk.openPhoto(opened);
          },
    }),
    [words, language, me, thread, talk, isOfPhoto, onClose],
  );

  const onRead = useCallback(
    (seq: number) => {
      // Beside one photo the others are not read.
      if (!isOfPhoto) markRead(talk, seq, me);
    },
    [talk, me, isOfPhoto],
  );

  return (
    <Sheet
      title={isOfPhoto ? words.titleOfPhoto : words.title}
      closeLabel={language.words.close}
      isTall
      isBeside={!isOfPhoto}
      onClose={onClose}
    >
      <MessageList
        key={photo?.id}
        thread={state}
        outgoing={outgoing}
        context={context}
        emptyText={isOfPhoto ? words.emptyOfPhoto : words.empty}
        onOlder={() => void thread.loadOlder()}
        onRetry={outbox.retry}
        onDiscard={outbox.discard}
        onRead={onRead}
      />
      <Composer
        words={words}
        placeholder={isOfPhoto ? words.writeOfPhoto : words.write}
        name={name}
        onName={talk.name.take}
        onSend={(text, picture) => outbox.write({ text, picture, photoId: photo?.id })}
        onType={() => talk.type(name ?? '')}
        editing={
          editing === null
            ? null
            : {
                text: editing.text,
                onCancel: () => setEditing(null),
                onSave: (text) => {
                  setEditing(null);
                  void attempt(() => thread.edit(editing.id, text), words);
                },
              }
        }
        isFull={outgoing.length >= MOST_WAITING}
      />
    </Sheet>
  );
}

/** A thread for as long as it is looked at. */
function useThread(talk: Talk, photoId: string | undefined): Thread {
  const thread = useMemo(
    () => startThread({ call: talk.guest.call, sessionId: talk.sessionId, photoId }),
    [talk, photoId],
  );
  useEffect(() => {
    void thread.loadOlder();
    const deaf = talk.listen({
      take: thread.take,
      hear: thread.hear,
      wake: () => {
        if (thread.state.get().paging === 'failed') void thread.loadOlder();
      },
    });
    return () => {
      deaf();
      thread.close();
    };
  }, [thread, talk]);
  return thread;
}

function markRead(talk: Talk, seq: number, me: string | null): void {
  if (talk.state.get().readSeq >= seq) return;
  talk.state.take({ kind: 'read', seq });
  // Nobody in particular has no other devices.
  if (me === null) return;
  const { markMessagesRead } = messageClient(talk.guest.call);
  markMessagesRead(talk.sessionId, seq).catch((error: unknown) => {
    // The next message that is read says it again.
    if (!(error instanceof PictureLiveError)) throw error;
  });
}

function ownActions(
  message: Message,
  thread: Thread,
  words: ReturnType<typeof messageWords>,
  onEdit: (message: Message) => void,
): MessageAction[] {
  const remove = {
    label: words.remove,
    question: words.removeReally,
    run: () => void attempt(() => thread.remove(message.id), words),
  };
  const isFresh = Date.now() - message.createdAt < EDITABLE_MS;
  return isFresh ? [{ label: words.edit, run: () => onEdit(message) }, remove] : [remove];
}

async function attempt(
  deed: () => Promise<void>,
  words: ReturnType<typeof messageWords>,
): Promise<void> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    say(isCode(error, 'message_too_old') ? words.tooOld : words.changeFailed);
  }
}
