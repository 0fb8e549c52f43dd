import type { Words } from '../words/words.ts';
import { useFolded } from './use-folded.ts';

interface HeaderProps {
  title: string;
  count: number;
  /** Photos arrive by themselves at this moment. */
  isLive: boolean;
  words: Words;
}

/** The session's title, out of the way while the guest looks further down. */
export function Header({ title, count, isLive, words }: HeaderProps) {
  const isFolded = useFolded();
  return (
    <header class={isFolded ? 'header is-folded' : 'header'}>
      <div class="header-text">
        <h1 class="header-title">{title}</h1>
        {count > 0 && <p class="header-count">{words.photoCount(count)}</p>}
      </div>
      <p class={isLive ? 'live is-live' : 'live'} aria-hidden={!isLive}>
        <span class="live-dot" />
        <span class="live-word">{words.live}</span>
      </p>
    </header>
  );
}
