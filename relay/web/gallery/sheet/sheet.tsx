import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './sheet.css';

interface SheetProps {
  title: string;
  closeLabel: string;
  /** As high as there is room, for what grows; otherwise as high as its content. */
  isTall?: boolean;
  /** On a wide screen the page beside it stays in use. */
  isBeside?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** From here on a sheet stands at the side, in CSS pixels; as in sheet.css. */
const WIDE = '(min-width: 800px)';

/** At the foot of a phone, at the side of a laptop. What is behind it waits until it is closed. */
export function Sheet({ title, closeLabel, isTall, isBeside, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const leavesPage = isBeside === true && window.matchMedia(WIDE).matches;

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const before = document.activeElement;
    const unguard = guard(element);
    if (leavesPage) element.show();
    else element.showModal();
    return () => {
      unguard();
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [leavesPage]);

  // A sheet that makes way for another one closes as well, and the browser tells of it later: by
  // then nobody listens any more.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.addEventListener('close', onClose);
    return () => element?.removeEventListener('close', onClose);
  }, [onClose]);

  const close = (): void => dialog.current?.close();
  const names = ['sheet', isTall === true && 'is-tall', leavesPage && 'is-beside'];
  return (
    <dialog ref={dialog} class={names.filter(Boolean).join(' ')} aria-labelledby={titleId}>
      <div class="sheet-box">
        <header class="sheet-head">
          <h2 class="sheet-title" id={titleId}>
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label={closeLabel} onClick={close}>
            <X size={22} aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** What happens in a sheet is not for the viewer below it, which has keys and gestures of its own. */
function guard(dialog: HTMLDialogElement): () => void {
  const keep = (event: Event): void => event.stopPropagation();
  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    // Of one that stands beside the page the browser does not know that.
    if (event.key === 'Escape') dialog.close();
  };
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    // Beside the box that fills it there is only the backdrop.
    if (event.target === dialog) dialog.close();
  };
  dialog.addEventListener('keydown', onKey);
  dialog.addEventListener('click', onClick);
  for (const name of KEPT) dialog.addEventListener(name, keep);
  return () => {
    dialog.removeEventListener('keydown', onKey);
    dialog.removeEventListener('click', onClick);
    for (const name of KEPT) dialog.removeEventListener(name, keep);
  };
}

const KEPT = ['wheel', 'pointerdown'] as const;
