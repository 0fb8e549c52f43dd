import { X } from 'lucide-preact';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';

interface BannerProps {
  icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  /** Who says it, or what it is about. */
  title: string;
  text: string;
  putAwayLabel: string;
  moreLabel: string;
  onPutAway: () => void;
}

/** Longer texts show their beginning until they are tapped. */
const LONG = 140;

/** A calm word above the photos, until it is put away. */
export function Banner({
  icon: Icon,
  title,
  text,
  putAwayLabel,
  moreLabel,
  onPutAway,
}: BannerProps) {
  const [isWhole, setWhole] = useState(text.length <= LONG);
  return (
    <section class="banner" aria-label={title}>
      <Icon size={20} aria-hidden="true" />
      <div class="banner-said">
        <p class="banner-title">{title}</p>
        <p class={isWhole ? 'banner-text' : 'banner-text is-cut'}>{text}</p>
        {!isWhole && (
          <button type="button" class="banner-more" onClick={() => setWhole(true)}>
            {moreLabel}
          </button>
        )}
      </div>
      <button type="button" class="icon-button" aria-label={putAwayLabel} onClick={onPutAway}>
        <X size={20} aria-hidden="true" />
      </button>
    </section>
  );
}
