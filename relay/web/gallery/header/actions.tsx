import { SlidersHorizontal } from 'lucide-preact';
import type { Panel } from '../page/panels.tsx';
import type { Words } from '../words/words.ts';

interface ActionsProps {
  words: Words;
  onOpen: (panel: Panel) => void;
}

/** What a guest can do with the gallery as a whole. */
export function Actions({ words, onOpen }: ActionsProps) {
  const { title } = words.find;
  return (
    <div class="header-actions">
      <button
        type="button"
        class="icon-button"
        aria-label={title}
        title={title}
        onClick={() => onOpen('find')}
      >
        <SlidersHorizontal size={22} aria-hidden="true" />
      </button>
    </div>
  );
}
