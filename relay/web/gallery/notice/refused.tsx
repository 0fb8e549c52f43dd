import { Lock } from 'lucide-preact';
import type { Refusal } from '../live/refusal.ts';
import type { Words } from '../words/words.ts';

interface RefusedProps {
  refusal: Exclude<Refusal, null>;
  words: Words;
  onEnterCode: () => void;
}

/** Nothing comes to this page any more, and how that can be changed; what is here stays. */
export function Refused({ refusal, words, onEnterCode }: RefusedProps) {
  const needsCode = refusal === 'code_needed';
  return (
    <div class="notice-place" role="alert">
      <p class="notice is-refusal">
        <Lock size={20} aria-hidden="true" />
        <span>{needsCode ? words.codeNeeded : words.ended}</span>
        {needsCode && (
          <button type="button" class="button" onClick={onEnterCode}>
            {words.enterCode}
          </button>
        )}
      </p>
    </div>
  );
}
