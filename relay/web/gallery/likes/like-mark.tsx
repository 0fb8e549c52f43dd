import type { Photo } from '@picture-live/shared/protocol';
import { Heart } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { isLiked, likesOf } from './like-state.ts';
import type { GuestLikes } from './likes.ts';

/** How a photo is liked, kept up to date; renders again only when that changes. */
export function usePhotoLikes(likes: GuestLikes, photo: Photo): { count: number; mine: boolean } {
  const [, setSeen] = useState('');
  useEffect(() => {
    const look = (): void => {
      const state = likes.state.get();
      setSeen(`${likesOf(state, photo)} ${isLiked(state, photo.id)}`);
    };
    look();
    return likes.state.subscribe(look);
  }, [likes, photo]);
  const state = likes.state.get();
  return { count: likesOf(state, photo), mine: isLiked(state, photo.id) };
}

/** How many like it, in a corner of its cell; nothing where nobody does. */
export function LikeMark({ likes, photo }: { likes: GuestLikes; photo: Photo }) {
  const { count, mine } = usePhotoLikes(likes, photo);
  if (count === 0) return null;
  return (
    <span class="like-mark" aria-hidden="true">
      <Heart size={12} fill={mine ? 'currentColor' : 'none'} strokeWidth={2.5} />
      {count}
    </span>
  );
}
