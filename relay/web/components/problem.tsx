import type { ComponentChildren } from 'preact';
import './problem.css';

interface ProblemProps {
  /** `alert` for what has just come about: it is read aloud. */
  role?: 'alert' | 'note';
  children: ComponentChildren;
}

/** What is in the way, in a sentence or with what mends it. */
export function Problem({ role, children }: ProblemProps) {
  return (
    <div class="problem" role={role}>
      {children}
    </div>
  );
}
