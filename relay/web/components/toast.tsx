import { createStore } from '@picture-live/shared/hooks';
import { useStore } from '@picture-live/shared/hooks/preact';
import { X } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { componentWords as words } from './words/words.ts';
import './toast.css';

export interface ToastMessage {
  text: string;
  /** Something went wrong: it stays until it is closed. */
  failed?: boolean;
  /** Takes it back, or tries again. */
  action?: { label: string; run: () => void };
}

interface Shown extends ToastMessage {
  id: number;
}

/** Enough to read it and to decide. */
const SHOWN_MS = 8_000;
const MOST = 3;

const shown = createStore<readonly Shown[]>([]);
let made = 0;

/** Says what has just happened, above everything else. Returns how to take it away. */
export function say(message: ToastMessage | string): () => void {
  made += 1;
  const toast = { ...(typeof message === 'string' ? { text: message } : message), id: made };
  shown.change((all) => [...all, toast].slice(-MOST));
  return () => close(toast.id);
}

/** Says that it is done, and how to undo it. */
export function sayUndoable(text: string, undo: () => void): () => void {
  return say({ text, action: { label: words.undo, run: undo } });
}

/** Says that it did not work, and why. */
export function sayFailed(text: string, again?: () => void): () => void {
  const action = again && { label: words.tryAgain, run: again };
  return say({ text, failed: true, ...(action !== undefined && { action }) });
}

function close(id: number): void {
  shown.change((all) => all.filter((one) => one.id !== id));
}

/** Where they are shown; once on a page. */
export function Toasts() {
  const all = useStore(shown);
  return (
    <output class="toasts" aria-live="polite">
      {all.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
    </output>
  );
}

function Toast({ toast }: { toast: Shown }) {
  const { id, text, action, failed = false } = toast;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (failed || isHeld) return undefined;
    const timer = setTimeout(() => close(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, failed, isHeld]);
  return (
    <div
      class={`toast${failed ? ' is-failed' : ''}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <p>{text}</p>
      {action !== undefined && (
        <Button
          kind="quiet"
          onClick={() => {
            close(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button kind="quiet" icon={X} label={words.close} onClick={() => close(id)} />
    </div>
  );
}
