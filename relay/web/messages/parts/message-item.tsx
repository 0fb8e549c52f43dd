import type { Message, Photo } from '@picture-live/shared/protocol';
import { Ellipsis, Megaphone } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageWords } from '../words/message-words.ts';
import { PhotoThumb } from './photo-thumb.tsx';

/** Something that can be done to a message. */
export interface MessageAction {
  label: string;
  /** Asked before it is done; undefined for what can be undone. */
  question?: string;
  run: () => void;
}

/** What all messages have in common. */
export interface MessageContext {
  words: MessageWords;
  /** `14:02`, or with the day where that is not today. */
  timeOf: (at: number) => string;
  /** The `sender.id` of whoever reads. */
  me: string | null;
  actionsOf: (message: Message) => readonly MessageAction[];
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  /** Undefined where messages stand beside their photo. */
  openPhoto: ((photo: Photo) => void) | undefined;
}

export function MessageItem({ message, context }: { message: Message; context: MessageContext }) {
  const { words, me, findPhoto, openPhoto } = context;
  const { sender, image, photoId, announcement, hidden } = message;
  const isMine = sender.id === me;
  const kind = ['message-item', isMine && 'is-mine', announcement && 'is-announcement'];
  return (
    <li
      class={[...kind, hidden && 'is-hidden'].filter(Boolean).join(' ')}
      data-message-id={message.id}
    >
      <Head message={message} context={context} isMine={isMine} />
      <div class="message-bubble">
        {photoId !== undefined && openPhoto !== undefined && (
          <PhotoThumb
            photoId={photoId}
            findPhoto={findPhoto}
            label={words.openPhoto}
            onOpen={openPhoto}
          />
        )}
        {image !== undefined && (
          <a class="message-picture" href={image.url} target="_blank" rel="noopener">
            <img
              src={image.thumbUrl}
              width={image.width}
              height={image.height}
              alt={words.pictureOf(sender.name)}
              loading="lazy"
            />
          </a>
        )}
        {message.text !== '' && <p class="message-words">{message.text}</p>}
      </div>
      <Actions actions={context.actionsOf(message)} words={words} />
    </li>
  );
}

function Head({
  message,
  context: { words, timeOf },
  isMine,
}: {
  message: Message;
  context: MessageContext;
  isMine: boolean;
}) {
  const { sender, announcement, editedAt, createdAt, hidden } = message;
  return (
    <p class="message-head">
      {announcement === true && (
        <>
          <Megaphone size={14} aria-hidden="true" />
          <span>{words.announcement}</span>
        </>
      )}
      <span class="message-name">{isMine ? words.you : sender.name}</span>
      {sender.team && <span class="message-team">{words.team}</span>}
      <time dateTime={new Date(createdAt).toISOString()}>{timeOf(createdAt)}</time>
      {editedAt !== undefined && <span>{words.edited}</span>}
      {hidden === true && <span class="message-team">{words.hidden}</span>}
    </p>
  );
}

/** Behind a button of their own: messages are read far more often than changed. */
function Actions({ actions, words }: { actions: readonly MessageAction[]; words: MessageWords }) {
  const [open, setOpen] = useState<'no' | 'all' | MessageAction>('no');
  if (actions.length === 0) return null;
  const run = (action: MessageAction): void => {
    setOpen('no');
    action.run();
  };
  const button = (label: string, onClick: () => void): ComponentChildren => (
    <button key={label} type="button" class="message-action" onClick={onClick}>
      {label}
    </button>
  );
  if (open === 'no') {
    return (
      <button
        type="button"
        class="icon-button message-more"
        aria-label={words.more}
        onClick={() => setOpen('all')}
      >
        <Ellipsis size={18} aria-hidden="true" />
      </button>
    );
  }
  return (
    <div class="message-actions">
      {open !== 'all' && <span>{open.question}</span>}
      {open === 'all'
        ? actions.map((one) =>
            button(one.label, () => (one.question === undefined ? run(one) : setOpen(one))),
          )
        : button(open.label, () => run(open))}
      {button(words.cancel, () => setOpen('no'))}
    </div>
  );
}
