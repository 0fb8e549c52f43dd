import { useEffect, useRef } from 'preact/hooks';
import './tabs.css';

export interface Tab {
  href: string;
  label: string;
  /** Something to look at, such as open requests. */
  count?: number;
}

/** Pages beside each other, each with a link of its own. */
export function Tabs(props: { label: string; tabs: readonly Tab[]; current: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = place.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [props.current]);
  return (
    <nav class="tabs" aria-label={props.label} ref={place}>
      {props.tabs.map(({ href, label, count = 0 }) => (
        <a key={href} href={href} aria-current={href === props.current ? 'page' : undefined}>
          {label}
          {count > 0 && <span class="count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
