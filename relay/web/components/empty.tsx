import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import './empty.css';

/** Where there is nothing yet, or something is in the way: what it means and what to do. */
export function Empty(props: {
  icon?: LucideIcon;
  title: string;
  text?: string;
  children?: ComponentChildren;
}) {
  const { icon: Icon } = props;
  return (
    <div class="empty">
      {Icon !== undefined && <Icon size={32} aria-hidden="true" />}
      <h2>{props.title}</h2>
      {props.text !== undefined && <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
