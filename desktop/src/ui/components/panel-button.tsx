import type { ReactNode } from 'react';
import { useApp, type PanelName } from '../app/context.tsx';

/** A tool of the page with its key; what it opens stands beside it. */
export function PanelButton(props: {
  opens: PanelName;
  icon: ReactNode;
  word: string;
  shortcut: string;
  className?: string;
  /** Drawn only while it is open. */
  children: ReactNode;
}) {
  const { opens, icon, word, shortcut, className = '', children } = props;
  const { panel } = useApp();
  const isOpen = panel.open === opens;
  return (
    <div className={`keys-button ${className}`}>
      <button
        type="button"
        className="button"
        data-opens={opens}
        aria-label={word}
        aria-expanded={isOpen}
        onClick={() => panel.toggle(opens)}
      >
        {icon}
        <span className="keys-word">{word}</span>
        <kbd>{shortcut}</kbd>
      </button>
      {isOpen && children}
    </div>
  );
}
