import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import './button.css';

export interface ButtonProps {
  /** One `primary` on a page; `danger` for what takes something away; `quiet` without a border. */
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  icon?: LucideIcon | undefined;
  /** It is being done: cannot be pressed, and says so. */
  busy?: boolean | undefined;
  disabled?: boolean | undefined;
  type?: 'button' | 'submit';
  /** The id of the form that it submits from outside of it. */
  form?: string;
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  /** What a screen reader says where there is only an icon. */
  label?: string | undefined;
  pressed?: boolean | undefined;
  children?: ComponentChildren;
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', icon: Icon, busy = false, disabled = false, children } = props;
  const shape = children === undefined ? ' is-icon' : '';
  return (
    <button
      type={props.type ?? 'button'}
      form={props.form}
      class={`button button-${kind}${shape}`}
      // Not `disabled` while busy: the focus would be lost.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      disabled={disabled}
      aria-label={props.label}
      title={children === undefined ? props.label : undefined}
      aria-pressed={props.pressed}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {Icon !== undefined && <Icon size={18} aria-hidden="true" />}
      {children}
    </button>
  );
}

/** Looks like a button and leads somewhere. */
export function ButtonLink(props: {
  href: string;
  kind?: ButtonProps['kind'];
  icon?: LucideIcon | undefined;
  /** Opens a page of its own. */
  away?: boolean;
  download?: string;
  children: ComponentChildren;
}) {
  const { kind = 'plain', icon: Icon } = props;
  return (
    <a
      class={`button button-${kind}`}
      href={props.href}
      download={props.download}
      {...(props.away === true && { target: '_blank', rel: 'noopener' })}
    >
      {Icon !== undefined && <Icon size={18} aria-hidden="true" />}
      {props.children}
    </a>
  );
}
