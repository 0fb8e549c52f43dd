import { ArrowUp } from 'lucide-preact';
import type { Words } from '../words/words.ts';

interface PillProps {
  /** New photos that wait. */
  count: number;
  words: Words;
  onShow: () => void;
}

/** Says quietly that there are new photos; a tap goes to them. */
export function Pill({ count, words, onShow }: PillProps) {
  return (
    <div class="pill-place" aria-live="polite">
      {count > 0 && (
        <button type="button" class="pill" onClick={onShow}>
          <ArrowUp size={18} aria-hidden="true" />
          <span>{words.newPhotos(count)}</span>
        </button>
      )}
    </div>
  );
}
