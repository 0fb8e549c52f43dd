import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useApp, useWords, type PanelName } from '../app/context.tsx';
import './panel.css';

/**
 * A small window over the page that blocks nothing: it closes by Escape, its own button, its key,
 * or a click elsewhere, and gives the focus back.
 */
export function Panel({
  name,
  title,
  children,
}: {
  name: PanelName;
  title: string;
  children: ReactNode;
}) {
  const { panel } = useApp();
  const words = useWords();
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  const { close } = panel;

  useEffect(() => {
    const before = document.activeElement;
    // A panel that begins with a field is opened to type.
    (box.current?.querySelector<HTMLElement>('[data-first]') ?? box.current)?.focus();
    const onPointer = (event: PointerEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || box.current?.contains(target)) return;
      if (target.closest(`[data-opens="${name}"]`) === null) close();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [close, name]);

  return (
    <dialog
      open
      ref={box}
      className={`panel panel-${name}`}
      aria-labelledby={titleId}
      tabIndex={-1}
    >
      <div className="panel-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
          <X aria-hidden />
        </button>
      </div>
      {children}
    </dialog>
  );
}
