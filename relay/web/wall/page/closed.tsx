import type { Refusal } from '../../gallery/live/refusal.ts';
import type { Words } from '../words/words.ts';

interface ClosedProps {
  refusal: Exclude<Refusal, null>;
  words: Words;
}

/** The relay lets nobody see the session any more: its photos leave the screen as well. */
export function Closed({ refusal, words }: ClosedProps) {
  const needsCode = refusal === 'code_needed';
  return (
    <section class="welcome closed" role="alert">
      <div class="welcome-words">
        <h1 class="welcome-title">{needsCode ? words.codeNeededTitle : words.endedTitle}</h1>
        <p class="welcome-text">{needsCode ? words.codeNeededText : words.endedText}</p>
        {needsCode && (
          // The relay answers the wall's own address with the form for the code.
          <button type="button" class="wall-button" onClick={() => location.reload()}>
            {words.enterCode}
          </button>
        )}
      </div>
    </section>
  );
}
