import { CloudOff, WifiOff } from 'lucide-preact';
import type { ConnectionNotice } from '../live/connection-notice.ts';
import type { Words } from '../words/words.ts';

/** What has to be said about the connection, at the foot of the page until it is well again. */
export function Notice({ notice, words }: { notice: ConnectionNotice; words: Words }) {
  const Icon = notice === 'offline' ? WifiOff : CloudOff;
  return (
    <output class="notice-place">
      {notice !== null && (
        <p class="notice">
          <Icon size={20} aria-hidden="true" />
          <span>{words[notice]}</span>
        </p>
      )}
    </output>
  );
}
