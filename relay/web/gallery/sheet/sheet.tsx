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
    if (leavesPage) element.show();
    else element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [leavesPage]);

  const close = (): void => dialog.current?.close();
  const onKey = (event: KeyboardEvent): void => {
    // The viewer below has keys of its own.
    event.stopPropagation();
    if (event.key === 'Escape' && leavesPage) close();
  };
  const names = ['sheet', isTall === true && 'is-tall', leavesPage && 'is-beside'];
  return (
    <dialog
      ref={dialog}
      class={names.filter(Boolean).join(' ')}
      aria-labelledby={titleId}
      onClose={onClose}
      onKeyDown={onKey}
      // The viewer's own wheel and pointer would zoom and close what is below.
      onWheel={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        // Beside the box that fills it there is only the backdrop.
        if (event.target === dialog.current) close();
      }}
    >
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
