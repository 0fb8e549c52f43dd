import type { Photo, Rendition, RenditionName } from '@picture-live/shared/protocol';
import type { RenditionRow } from '../db/tables.ts';
import type { StoredPhoto } from '../repositories/photos.ts';
import { mediaUrl } from './media/signature.ts';

/** A stored photo as viewers see it. */
export function viewPhoto({ photo, renditions, mediaKey, tags }: StoredPhoto): Photo {
  const full = renditions.find((row) => row.name === 'full');
  return {
    id: photo.id,
    seq: photo.seq,
    revision: photo.revision,
    width: photo.width,
    height: photo.height,
    capturedAt: photo.captured_at,
    publishedAt: photo.published_at,
    thumbhash: photo.thumbhash,
    renditions: {
      thumb: viewRendition(mediaKey, renditionOf(renditions, 'thumb')),
      grid: viewRendition(mediaKey, renditionOf(renditions, 'grid')),
      ...(full === undefined ? {} : { full: viewRendition(mediaKey, full) }),
    },
    ...viewOriginal(originalOf(renditions)),
    ...(photo.photographer !== '' && { photographer: photo.photographer }),
    ...(photo.caption !== '' && { caption: photo.caption }),
    ...(tags.length > 0 && { tags }),
    ...(photo.featured !== 0 && { featured: true }),
    ...(photo.like_count > 0 && { likes: photo.like_count }),
    ...(photo.removed_at !== null && { hidden: photo.hidden ?? 'removed' }),
  };
}

/** The whole picture, where its laptop has brought it. */
export function originalOf(renditions: readonly RenditionRow[]): RenditionRow | undefined {
  return renditions.find(({ name }) => name === 'original');
}

function viewOriginal(row: RenditionRow | undefined): Pick<Photo, 'original'> {
  return row === undefined
    ? {}
    : { original: { width: row.width, height: row.height, bytes: row.bytes } };
}

function viewRendition(mediaKey: string, row: RenditionRow): Rendition {
  return {
    url: mediaUrl(mediaKey, row.photo_id, row.hash),
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    type: 'image/jpeg',
  };
}

function renditionOf(renditions: RenditionRow[], name: RenditionName): RenditionRow {
  const row = renditions.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`A photo is stored without its rendition ${name}.`);
  return row;
}
