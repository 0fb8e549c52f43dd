import type { Photo } from '@picture-live/shared/protocol';
import { Star } from 'lucide-preact';
import type { Words } from '../words/words.ts';

interface CaptionProps {
  photo: Photo;
  words: Words;
  /** When it was taken, in the guest's format. */
  time: string;
}

/** What is known of the photo on the screen; said aloud with every swipe. */
export function Caption({ photo, words, time }: CaptionProps) {
  const { caption, photographer, featured } = photo;
  const credit = photographer === undefined ? time : `${photographer} · ${time}`;
  return (
    <div class="viewer-caption">
      <div class="viewer-said" aria-live="polite" aria-atomic="true">
        {featured === true && (
          <p class="viewer-featured">
            <Star size={14} fill="currentColor" aria-hidden="true" />
            {words.photo.featured}
          </p>
        )}
        {caption !== undefined && <p class="viewer-words">{caption}</p>}
        <p class="viewer-credit">{credit}</p>
      </div>
    </div>
  );
}
