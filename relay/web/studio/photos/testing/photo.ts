import type { Photo } from '@picture-live/shared/protocol';

const rendition = { url: '/x.jpg', width: 3, height: 2, bytes: 1, type: 'image/jpeg' as const };

/** A photo of a test; its id says its place. */
export function photoAt(seq: number, changes: Partial<Photo> = {}): Photo {
  return {
    id: `p${seq}`,
    seq,
    revision: 1,
    width: 3,
    height: 2,
    capturedAt: seq,
    publishedAt: seq,
    thumbhash: 'AAAA',
    renditions: { thumb: rendition, grid: rendition },
    ...changes,
  };
}
