import type { PublishPhoto } from '@picture-live/shared/protocol';

/** What the relay knows about the photo that a device announces. */
export interface KnownPhoto {
  revision: number;
  removed: boolean;
  hasFull: boolean;
}

export type PublishDecision =
  | { kind: 'publish' }
  | { kind: 'replace' }
  /** Its `full` rendition has followed. */
  | { kind: 'complete' }
  | { kind: 'unchanged' }
  /** The content is live as another photo of the session. */
  | { kind: 'duplicate'; twinId: string }
  /** It was taken back: publishing it again takes a new photo. */
  | { kind: 'gone' };

/**
 * What an announcement changes. Nothing is ever changed twice by the same one, and an old one that
 * arrives late changes nothing.
 *
 * @param known null where there is no photo of this id.
 * @param twinId another live photo of the session that shows this content, or null.
 */
export function decidePublish(
  known: KnownPhoto | null,
  twinId: string | null,
  announced: PublishPhoto,
): PublishDecision {
  if (known?.removed === true && announced.evenIfRetracted !== true) return { kind: 'gone' };
  if (known === null || announced.revision > known.revision) {
    if (twinId !== null) return { kind: 'duplicate', twinId };
    return { kind: known === null ? 'publish' : 'replace' };
  }
  const completes =
    announced.revision === known.revision &&
    announced.renditions.full !== undefined &&
    !known.hasFull;
  return { kind: completes ? 'complete' : 'unchanged' };
}
