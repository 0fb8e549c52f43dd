import type { DevelopedShot, FilePlace, Identity, Resemblances } from '../records.ts';

/** A developed content at a place; its renditions are five bytes each and called after it. */
export function developedShot(place: FilePlace, content: string): DevelopedShot {
  return {
    place,
    signature: { size: 1, mtimeMs: 1, ino: 1 },
    facts: {
      isRaw: false,
      rating: null,
      sourceHash: content,
      bytes: 1,
      capturedLocal: null,
      capturedFraction: null,
      serial: null,
      camera: null,
      capturedAt: 1,
      fileCompleteAt: 1_000,
    },
    width: 3,
    height: 2,
    thumbhash: 'AAAA',
    renderedAt: 1_100,
    metadataProvenAt: 1_100,
    recipeHash: 'recipe',
    renditions: (['thumb', 'grid', 'full'] as const).map((name) => ({
      name,
      hash: `${content}-${name}`,
      bytes: 5,
      width: 3,
      height: 2,
    })),
  };
}

/** What lies at a known place is a new version; everything else is new. */
export function decideByPlace({ sameContent, atPath }: Resemblances): Identity {
  if (sameContent) return { kind: 'duplicate', of: sameContent };
  return atPath ? { kind: 'revision', of: atPath } : { kind: 'new' };
}
