import { Id } from '@picture-live/shared/protocol';

/** The part of an address that opens a photo: `#p=<photoId>`. */
export function hashOf(photoId: string): string {
  return `#p=${photoId}`;
}

/** The photo that an address asks for; null where it asks for none. */
export function photoIdOf(hash: string): string | null {
  return /^#p=([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null;
}

/** The link of a photo by itself: the relay draws a card for where it is passed on. */
export function linkOf(slug: string, photoId: string): string {
  return `/g/${slug}/p/${photoId}`;
}

/**
 * The gallery's own address with a photo open in it, for one that names the photo otherwise: by its
 * link (`/g/<slug>/p/<photoId>`), or after the code page (`?p=<photoId>`). Null for all others.
 */
export function galleryAddress({
  pathname,
  search,
}: Pick<URL, 'pathname' | 'search'>): string | null {
  const [, slug = '', inPath] = /^\/g\/([^/]+)(?:\/p\/([^/]+))?\/?$/.exec(pathname) ?? [];
  const query = new URLSearchParams(search);
  const photoId = Id.safeParse(inPath ?? query.get('p')).data;
  if (slug === '' || photoId === undefined) return null;
  query.delete('p');
  const rest = query.toString();
  return `/g/${slug}${rest === '' ? '' : `?${rest}`}${hashOf(photoId)}`;
}
