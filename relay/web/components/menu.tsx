import { MoreHorizontal } from 'lucide-preact';
import type { LucideIcon } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import './menu.css';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** Takes something away. */
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** A button that opens a list of what can be done. */
export function Menu(props: { label: string; items: readonly MenuItem[]; icon?: LucideIcon }) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return undefined;
    const items = (): HTMLElement[] => [
      ...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
    ];
    const opener = place.current?.querySelector('button');
    items()[0]?.focus();
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) === true) return;
      setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') return setOpen(false);
      const all = items();
      const at = all.findIndex((item) => item === document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (event.key === 'Escape') {
        setOpen(false);
        opener?.focus();
      } else if (to !== undefined) all.at(to % all.length)?.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [isOpen]);

  return (
    <div class="menu" ref={place}>
      <button
        type="button"
        class="button button-quiet is-icon"
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <MenuIcon icon={props.icon ?? MoreHorizontal} />
      </button>
      {isOpen && (
        <div class="menu-list" role="menu" id={id} aria-label={props.label}>
          {props.items.map(({ label, icon, danger, disabled, onSelect }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={danger === true ? 'is-danger' : ''}
              disabled={disabled}
              onClick={() => {
                setOpen(false);
                onSelect();
              }}
            >
              {icon !== undefined && <MenuIcon icon={icon} />}
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function MenuIcon({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon size={18} aria-hidden="true" />;
}
