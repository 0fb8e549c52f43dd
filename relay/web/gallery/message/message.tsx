import type { ComponentChildren } from 'preact';

interface MessageProps {
  title: string;
  text: string;
  children?: ComponentChildren;
}

/** A page without photos: says why, and what happens next. */
export function Message({ title, text, children }: MessageProps) {
  return (
    <div class="message">
      <svg class="message-frames" viewBox="0 0 120 84" aria-hidden="true">
        <rect x="2" y="2" width="56" height="38" rx="4" />
        <rect x="62" y="2" width="56" height="38" rx="4" />
        <rect x="2" y="44" width="30" height="38" rx="4" />
        <rect x="36" y="44" width="82" height="38" rx="4" />
      </svg>
      <h2 class="message-title">{title}</h2>
      <p class="message-text">{text}</p>
      {children}
    </div>
  );
}
