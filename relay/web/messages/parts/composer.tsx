import { MAX_MESSAGE_LENGTH, SenderName } from '@picture-live/shared/protocol';
import { ImagePlus, SendHorizontal, X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageWords } from '../words/message-words.ts';
import './composer.css';

interface ComposerProps {
  words: MessageWords;
  placeholder: string;
  /** Undefined for whoever has an account; null for a guest who has not said one yet. */
  name: string | null | undefined;
  onName: (name: string) => void;
  onSend: (text: string, picture: File | undefined) => void;
  onType: () => void;
  /** A text that is being changed, in place of a new one. */
  editing: { text: string; onSave: (text: string) => void; onCancel: () => void } | null;
  /** So many wait already that no more are taken. */
  isFull: boolean;
}

/** Where one writes: a text, a picture, and once the own name. */
export function Composer(props: ComposerProps) {
  const { words, name, editing } = props;
  const [isNaming, setNaming] = useState(name === null);
  if (isNaming && name !== undefined) {
    return (
      <NameForm
        words={words}
        name={name ?? ''}
        onName={(said) => {
          props.onName(said);
          setNaming(false);
        }}
      />
    );
  }
  return (
    <div class="composer">
      {typeof name === 'string' && editing === null && (
        <button type="button" class="message-action composer-name" onClick={() => setNaming(true)}>
          {words.asName(name)}
        </button>
      )}
      {props.isFull && <p class="message-hint">{words.fullOutbox}</p>}
      <TextForm key={editing?.text ?? ''} {...props} />
    </div>
  );
}

function NameForm({
  words,
  name,
  onName,
}: {
  words: MessageWords;
  name: string;
  onName: (name: string) => void;
}) {
  const [typed, setTyped] = useState(name);
  const [isWrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = SenderName.safeParse(typed);
    setWrong(!said.success);
    if (said.success) onName(said.data);
  };
  return (
    <form class="composer" onSubmit={submit}>
      <label class="composer-label">
        {words.yourName}
        <input
          value={typed}
          maxLength={60}
          autocomplete="name"
          aria-invalid={isWrong}
          aria-describedby="name-hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <div class="composer-row">
        <p class="message-hint" id="name-hint" role={isWrong ? 'alert' : undefined}>
          {isWrong ? words.nameWrong : words.nameHint}
        </p>
        <button class="button is-main" disabled={typed.trim() === ''}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

function TextForm({ words, placeholder, editing, isFull, onSend, onType }: ComposerProps) {
  const [text, setText] = useState(editing?.text ?? '');
  const [picture, setPicture] = useState<File>();
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === '' && picture === undefined;
  useEffect(() => {
    if (editing !== null) field.current?.focus();
  }, [editing]);

  const send = (): void => {
    if (isEmpty || isFull) return;
    if (editing !== null) editing.onSave(text);
    else onSend(text, picture);
    setText('');
    setPicture(undefined);
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    // On a phone the key makes a line, as everywhere there; and never while a word is composed.
    const hasKeys = window.matchMedia('(pointer: fine)').matches;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeys) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picture !== undefined && (
        <p class="composer-picture">
          <span>{words.picture(picture.name)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={words.dropPicture}
            onClick={() => setPicture(undefined)}
          >
            <X size={18} aria-hidden="true" />
          </button>
        </p>
      )}
      <div class="composer-row">
        {editing === null && <PictureButton label={words.addPicture} onPicture={setPicture} />}
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={MAX_MESSAGE_LENGTH}
          placeholder={placeholder}
          aria-label={placeholder}
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (editing === null) onType();
          }}
          onKeyDown={onKey}
        />
        {editing !== null && (
          <button type="button" class="message-action" onClick={editing.onCancel}>
            {words.cancel}
          </button>
        )}
        <button
          class="icon-button composer-send"
          aria-label={editing === null ? words.send : words.save}
          disabled={isEmpty || isFull}
        >
          <SendHorizontal size={22} aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}

function PictureButton({
  label,
  onPicture,
}: {
  label: string;
  onPicture: (picture: File | undefined) => void;
}) {
  return (
    <label class="icon-button composer-file">
      <ImagePlus size={22} aria-hidden="true" />
      <input
        type="file"
        accept="image/*"
        aria-label={label}
        onChange={(event) => {
          const { currentTarget } = event;
          onPicture(currentTarget.files?.[0]);
          // The same file may be chosen again after it was left out.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
