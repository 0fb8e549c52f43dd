import type { FeedEvent, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import {
  nextGalleryState,
  openGalleryState,
  type GalleryFact,
  type GalleryState,
} from '../gallery-state.ts';

const rendition = (url: string) => ({
  url,
  width: 400,
  height: 267,
  bytes: 20_000,
  type: 'image/jpeg' as const,
});

export function photo(seq: number, revision = 1, hasFull = false): Photo {
  const url = `/media/photo-${seq}/${revision}.jpg`;
  const renditions = { thumb: rendition(url), grid: rendition(url) };
  return {
    id: `photo-${seq}`,
    seq,
    revision,
    width: 6000,
    height: 4000,
    capturedAt: seq,
    publishedAt: seq,
    thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
    renditions: hasFull ? { ...renditions, full: rendition(`${url}?full`) } : renditions,
  };
}

export function session(photoCount: number, title = 'Anna & Li'): PublicSession {
  return {
    id: 'session',
    slug: 'anna-and-li',
    title,
    createdAt: 0,
    lastSeq: 0,
    era: '',
    photoCount,
  };
}

export function page(seqs: number[], nextCursor: string | null = null): PhotoPage {
  return { photos: seqs.map((seq) => photo(seq)), nextCursor };
}

export const added = (of: Photo): FeedEvent => ({
  type: 'new_photo',
  seq: of.seq,
  at: 0,
  photo: of,
});
export const updated = (of: Photo): FeedEvent => ({
  type: 'photo_status_updated',
  seq: 999,
  at: 0,
  photo: of,
});
export const removed = (seq: number): FeedEvent => ({
  type: 'photo_removed',
  seq: 999,
  at: 0,
  photoId: `photo-${seq}`,
});

export function run(state: GalleryState, ...facts: GalleryFact[]): GalleryState {
  return facts.reduce(nextGalleryState, state);
}
export const live = (...events: FeedEvent[]): GalleryFact => ({
  kind: 'events',
  events,
  hold: false,
});
export const held = (...events: FeedEvent[]): GalleryFact => ({
  kind: 'events',
  events,
  hold: true,
});
export const seqs = (photos: readonly Photo[]) => photos.map(({ seq }) => seq);

export const three = () => openGalleryState(session(3), page([3, 2, 1]));
