import type { Message } from '@picture-live/shared/protocol';
import { useEffect } from 'preact/hooks';
import { readingMs } from './announcements.ts';

interface AnnouncementCardProps {
  message: Message;
  /** What a screen reader calls it. */
  label: string;
  /** It has been there long enough. */
  onRead: (messageId: string) => void;
}

/** What the hosts have to say, under the photos, for as long as it takes to read. */
export function AnnouncementCard({ message, label, onRead }: AnnouncementCardProps) {
  const { id } = message;
  const ms = readingMs(message);
  useEffect(() => {
    const timer = setTimeout(() => onRead(id), ms);
    return () => clearTimeout(timer);
  }, [id, ms, onRead]);
  return (
    <output class="announcement" aria-label={label} key={id}>
      <p class="announcement-text">{message.text}</p>
      <p class="announcement-sender">{message.sender.name}</p>
    </output>
  );
}
