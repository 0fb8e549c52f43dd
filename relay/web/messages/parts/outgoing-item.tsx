import type { ErrorCode } from '@picture-live/shared/errors';
import { Clock, TriangleAlert } from 'lucide-preact';
import type { Outgoing } from '../state/outbox-state.ts';
import type { MessageWords } from '../words/message-words.ts';

interface OutgoingItemProps {
  message: Outgoing;
  words: MessageWords;
  onRetry: () => void;
  onDiscard: () => void;
}

/** A message that is not at the relay yet, or that it has refused. */
export function OutgoingItem({ message, words, onRetry, onDiscard }: OutgoingItemProps) {
  const { text, picture, state, failure } = message;
  const Icon = state === 'failed' ? TriangleAlert : Clock;
  return (
    <li class="message-item is-mine is-outgoing">
      <div class="message-bubble">
        {picture !== undefined && (
          <span class="message-picture">
            <img src={picture.preview} alt={words.picture(picture.file.name)} />
          </span>
        )}
        {text !== '' && <p class="message-words">{text}</p>}
      </div>
      <output class="message-head">
        <Icon size={14} aria-hidden="true" />
        <span>{saidOf(state, failure, words)}</span>
      </output>
      {state === 'failed' && (
        <div class="message-actions">
          <button type="button" class="message-action" onClick={onRetry}>
            {words.sendAgain}
          </button>
          <button type="button" class="message-action" onClick={onDiscard}>
            {words.discard}
          </button>
        </div>
      )}
    </li>
  );
}

function saidOf(
  state: Outgoing['state'],
  failure: ErrorCode | undefined,
  words: MessageWords,
): string {
  if (state === 'sending') return words.sending;
  if (state === 'waiting') return words.waiting;
  return [words.notSent, reasonOf(failure, words)].filter(Boolean).join(' ');
}

/** Why the relay said no, where a person can do something about it or should know. */
const REASONS: Partial<Record<ErrorCode, keyof MessageWords['reasons']>> = {
  too_many_images: 'tooManyPictures',
  photo_gone: 'photoGone',
  not_found: 'photoGone',
  forbidden: 'notAllowed',
  unauthorized: 'notAllowed',
  blob_refused: 'refusedPicture',
  blob_too_large: 'refusedPicture',
  virus_found: 'refusedPicture',
};

function reasonOf(failure: ErrorCode | undefined, { reasons }: MessageWords): string {
  const reason = failure === undefined ? undefined : REASONS[failure];
  return reason === undefined ? '' : reasons[reason];
}
