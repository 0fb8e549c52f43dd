import { componentWords as words } from './words/words.ts';
import './skeleton.css';

/** Where something will be in a moment. @param lines how many rows of text it holds the place of. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <output class="skeleton">
      <span class="unseen">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class="skeleton-line" />
      ))}
    </output>
  );
}
