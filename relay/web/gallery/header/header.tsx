import type { ComponentChildren } from 'preact';
import type { Words } from '../words/words.ts';
import { useFolded } from './use-folded.ts';

interface HeaderProps {
  title: string;
  count: number;
  /** Photos arrive by themselves at this moment. */
  isLive: boolean;
  words: Words;
  /** See `useFolded`. */
  list: number;
  putAt: () => number;
  /** What can be done here. */
  actions: ComponentChildren;
  /** A second line. */
  children: ComponentChildren;
}

/** The session's title, out of the way while the guest looks further down. */
export function Header({
  title,
  count,
  isLive,
  words,
  list,
  putAt,
  actions,
  children,
}: HeaderProps) {
  const isFolded = useFolded(list, putAt);
  return (
    <header class={isFolded ? 'header is-folded' : 'header'}>
      <div class="header-line">
        <div class="header-text">
          <h1 class="header-title">{title}</h1>
          <div class="header-facts">
            {count > 0 && <p class="header-count">{words.photoCount(count)}</p>}
            <p class={isLive ? 'live is-live' : 'live'} aria-hidden={!isLive}>
              <span class="live-dot" />
              <span class="live-word">{words.live}</span>
            </p>
          </div>
        </div>
        {actions}
      </div>
      {children}
    </header>
  );
}
