import { assertNever } from '@picture-live/shared/errors';
import type { Photo } from '@picture-live/shared/protocol';
import type { Deed } from './batches.ts';

/** How a photo looks once this was done to it; null: it is not in the list any more. */
export function after(photo: Photo, deed: Deed): Photo | null {
  switch (deed.action) {
    case 'hide':
      return { ...photo, hidden: 'hidden' };
    case 'show': {
      const { hidden: _hidden, ...shown } = photo;
      return shown;
    }
    case 'delete':
    case 'move':
      return null;
    case 'restore':
      return photo;
    case 'feature':
      return { ...photo, featured: true };
    case 'unfeature':
      return { ...photo, featured: false };
    case 'tag':
      return { ...photo, tags: [...new Set([...(photo.tags ?? []), deed.tag])] };
    case 'untag':
      return { ...photo, tags: (photo.tags ?? []).filter((tag) => tag !== deed.tag) };
    default:
      return assertNever(deed);
  }
}

/** Those of them that it changes: a photo that is hidden already is not hidden by anybody now. */
export function changedBy(photos: readonly Photo[], deed: Deed): Photo[] {
  return photos.filter((photo) => {
    switch (deed.action) {
      case 'hide':
        return photo.hidden === undefined;
      case 'show':
        return photo.hidden !== undefined && photo.hidden !== 'scan';
      case 'feature':
        return photo.featured !== true;
      case 'unfeature':
        return photo.featured === true;
      case 'tag':
        return photo.tags?.includes(deed.tag) !== true;
      case 'untag':
        return photo.tags?.includes(deed.tag) === true;
      case 'delete':
      case 'restore':
      case 'move':
        return true;
      default:
        return assertNever(deed);
    }
  });
}

/** What takes it back, in which session; what was held for approval is hidden again. */
export function undoing(deed: Deed, sessionId: string): { deed: Deed; sessionId: string } {
  switch (deed.action) {
    case 'hide':
      return { deed: { action: 'show' }, sessionId };
    case 'show':
      return { deed: { action: 'hide' }, sessionId };
    case 'delete':
      return { deed: { action: 'restore' }, sessionId };
    case 'restore':
      return { deed: { action: 'delete' }, sessionId };
    case 'feature':
      return { deed: { action: 'unfeature' }, sessionId };
    case 'unfeature':
      return { deed: { action: 'feature' }, sessionId };
    case 'tag':
      return { deed: { action: 'untag', tag: deed.tag }, sessionId };
    case 'untag':
      return { deed: { action: 'tag', tag: deed.tag }, sessionId };
    case 'move':
      return { deed: { action: 'move', toSessionId: sessionId }, sessionId: deed.toSessionId };
    default:
      return assertNever(deed);
  }
}
