import { MessageCircle } from 'lucide-preact';
import { useStore } from '../page/store.ts';
import type { Words } from '../words/words.ts';
import { hasUnread } from './talk-state.ts';
import type { Talk } from './talk.ts';

interface TalkButtonProps {
  talk: Talk;
  words: Words;
  onOpen: () => void;
}

/** Opens what guests write to each other; a dot says that there is something new. */
export function TalkButton({ talk, words, onOpen }: TalkButtonProps) {
  const isUnread = hasUnread(useStore(talk.state));
  const label = isUnread ? words.photo.messagesUnread : words.photo.messages;
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onOpen}>
      <MessageCircle size={22} aria-hidden="true" />
      {isUnread && <span class="unread-dot" />}
    </button>
  );
}
