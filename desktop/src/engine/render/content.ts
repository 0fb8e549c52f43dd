import { RENDITION_NAMES, type RenditionName } from '@picture-live/shared/protocol';
import type { DevelopedPicture } from '../ledger/records.ts';
import type { Rendered } from './render.ts';

/** What was rendered, as the ledger keeps it. */
export function toContent(rendered: Rendered): Omit<DevelopedPicture, 'recipeHash'> {
  const { width, height, thumbhash, caption, renderedAt, metadataProvenAt } = rendered;
  return {
    width,
    height,
    thumbhash,
    caption,
    renderedAt,
    metadataProvenAt,
    renditions: RENDITION_NAMES.map((name) => storedRendition(rendered, name)),
  };
}

function storedRendition(rendered: Rendered, name: RenditionName) {
  const { hash, bytes, width, height } = rendered.renditions[name];
  return { name, hash, bytes: bytes.length, width, height };
}
