import { useEffect } from 'preact/hooks';
import { createStore, useStore } from '../page/store.ts';

const SHOWN_MS = 3_500;

/** A short word about what has just happened; a new one takes the place of the one before. */
export const toasts = createStore<{ text: string } | null, { text: string } | null>(
  null,
  (_, toast) => toast,
);

export function say(text: string): void {
  toasts.take({ text });
}

export function Toast() {
  const toast = useStore(toasts);
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(() => toasts.take(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return <output class="toast-place">{toast !== null && <p class="toast">{toast.text}</p>}</output>;
}
