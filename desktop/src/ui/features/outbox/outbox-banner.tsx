import { CloudOff, Pause } from 'lucide-react';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { namesOf } from '../destinations/destination.ts';
import { behindOf } from './behind.ts';
import './outbox-banner.css';

/** While nothing goes out: how far behind that is, and how long it takes once it goes on. */
export function OutboxBanner() {
  const all = useWords();
  const words = all.outbox;
  const format = useFormat();
  const status = useSelect((state) => state.status);
  const behind = status && behindOf(status);
  if (!behind) return null;
  const { why, photos, bytes, secondsLeft, at } = behind;
  const name = namesOf(status.destinations ?? [], all.destinations).get(at ?? '');
  const amounts = [photos, format.count(photos), format.bytes(bytes)] as const;
  const Icon = why === 'offline' ? CloudOff : Pause;
  return (
    <output className="outbox-banner">
      <Icon aria-hidden />
      <span>
        {name === undefined
          ? words[why](...amounts)
          : all.destinations.offlineBehind(name, ...amounts)}
        {secondsLeft !== null && ` ${words.after(format.duration(secondsLeft * 1000, 1))}`}
      </span>
    </output>
  );
}
