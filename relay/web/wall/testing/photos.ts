import type { Photo } from '@picture-live/shared/protocol';

/** A photo as the relay tells it; its id is `photo-<seq>`. */
export function photoOf(seq: number, changes: Partial<Photo> = {}): Photo {
  const id = `photo-${seq}`;
  const rendition = (name: string, width: number) => ({
    url: `/media/${id}/${name}.jpg`,
    width,
    height: Math.round((width * 2) / 3),
    bytes: width,
    type: 'image/jpeg' as const,
  });
  return {
    id,
    seq,
    revision: 1,
    width: 6_000,
    height: 4_000,
    capturedAt: 0,
    publishedAt: seq * 60_000,
    thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
    renditions: {
      thumb: rendition('thumb', 400),
      grid: rendition('grid', 1_080),
      full: rendition('full', 2_560),
    },
    ...changes,
  };
}

export function photosOf(count: number): Map<string, Photo> {
  const photos = Array.from({ length: count }, (_, index) => photoOf(index + 1));
  return new Map(photos.map((photo) => [photo.id, photo]));
}

/** mulberry32: the same numbers for the same seed on every machine. */
export function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
