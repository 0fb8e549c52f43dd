import { CloudOff, Pause } from 'lucide-react';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { behindOf } from './behind.ts';
import './outbox-banner.css';

/** While nothing goes out: how far behind that is, and how long it takes once it goes on. */
export function OutboxBanner() {
  const words = useWords().outbox;
  const format = useFormat();
  const status = useSelect((state) => state.status);
  const behind = status && behindOf(status);
  if (!behind) return null;
  const { why, photos, bytes, secondsLeft } = behind;
  const Icon = why === 'offline' ? CloudOff : Pause;
  return (
    <output className="outbox-banner">
      <Icon aria-hidden />
      <span>
        {words[why](photos, format.count(photos), format.bytes(bytes))}
        {secondsLeft !== null && ` ${words.after(format.duration(secondsLeft * 1000, 1))}`}
      </span>
    </output>
  );
}
