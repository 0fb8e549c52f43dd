import { MessageCircle } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { MessagesPanel } from './messages-panel.tsx';
import './messages.css';

/** Opens the messages, and says how many nobody has read here. */
export function MessagesButton() {
  const { panel } = useApp();
  const words = useWords().messages;
  const format = useFormat();
  const unread = useSelect((state) => state.status?.messages?.unread);
  if (unread === undefined) return null;
  const isOpen = panel.open === 'messages';
  const news = unread > 0 ? `, ${words.unread(unread, format.count(unread))}` : '';
  return (
    <div className="anchor messages">
      <button
        type="button"
        className="button"
        data-opens="messages"
        aria-label={`${words.button}${news}`}
        aria-keyshortcuts="M"
        aria-expanded={isOpen}
        onClick={() => panel.toggle('messages')}
      >
        <MessageCircle aria-hidden />
        <span className="messages-word">{words.button}</span>
        {unread > 0 && <strong className="messages-unread">{format.count(unread)}</strong>}
      </button>
      {isOpen && <MessagesPanel />}
    </div>
  );
}
