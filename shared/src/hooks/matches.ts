import type { Photo, PhotoFilter } from '../protocol/index.ts';

/** Whether a photo is among those that a filter asks for; `ask`: only the relay knows. */
export function matches(photo: Photo, filter: PhotoFilter): boolean | 'ask' {
  const { tag, featured, from, to, includeHidden } = filter;
  if (photo.hidden !== undefined && includeHidden !== true) return false;
  if (tag !== undefined && photo.tags?.includes(tag) !== true) return false;
  if (featured !== undefined && (photo.featured ?? false) !== featured) return false;
  if (from !== undefined && photo.capturedAt < from) return false;
  if (to !== undefined && photo.capturedAt > to) return false;
  const { deviceId, photographerId, liked } = filter;
  return deviceId === undefined && photographerId === undefined && liked === undefined
    ? true
    : 'ask';
}
