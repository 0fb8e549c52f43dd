import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { componentWords as words } from './words/words.ts';
import './dialog.css';

export interface DialogProps {
  title: string;
  /** Escape, the cross, a tap beside it. */
  onClose: () => void;
  /** Buttons in the foot, the one that does it last. */
  actions?: ComponentChildren;
  /** For what needs room, such as a picture. */
  wide?: boolean;
  children?: ComponentChildren;
}

/**
 * A dialog on a laptop, a sheet from below on a phone. Only for what cannot be undone or needs to be
 * filled in; everything else is done at once and can be taken back in a toast.
 */
export function Dialog({ title, onClose, actions, wide = false, children }: DialogProps) {
  const place = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    // What there is to fill in comes before the cross that closes it.
    dialog?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select)')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const dialog = place.current;
    const onCancel = (event: Event): void => {
      event.preventDefault();
      onClose();
    };
    // The element itself is only hit beside its content: on the backdrop.
    const onClick = (event: Event): void => {
      if (event.target === dialog) onClose();
    };
    dialog?.addEventListener('cancel', onCancel);
    dialog?.addEventListener('click', onClick);
    return () => {
      dialog?.removeEventListener('cancel', onCancel);
      dialog?.removeEventListener('click', onClick);
    };
  }, [onClose]);
  return (
    <dialog ref={place} class={`dialog${wide ? ' is-wide' : ''}`} aria-labelledby={titleId}>
      <div class="dialog-content">
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <Button kind="quiet" icon={X} label={words.close} onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        {actions !== undefined && <footer class="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
