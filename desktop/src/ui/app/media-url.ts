import type { RenditionName } from '@picture-live/shared/protocol';

/** Address of a shot's picture, relative to the page. */
export function mediaUrl(shotId: string, revision: number, name: RenditionName): string {
  return `media/${shotId}/${revision}/${name}.jpg`;
}
