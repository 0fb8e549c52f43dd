import { createHash } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import {
  type Developed,
  develop,
  type DevelopContext,
  proveMetadata,
} from '@picture-live/shared/imaging';
import { RENDITION_NAMES } from '@picture-live/shared/protocol';
import type { Recipe } from '@picture-live/shared/domain';
import type { Spool } from './spool.ts';

/** Renditions in the spool, proven. Times are epoch milliseconds. */
export interface Rendered extends Developed {
  renderedAt: number;
  metadataProvenAt: number;
}

/**
 * Develops a complete picture, puts its renditions into the spool, and proves on the bytes as they
 * lie on the disk that they hold no metadata but what may leave the laptop.
 *
 * @param source `picture` is developed; the rest see `develop`.
 * @throws PictureLiveError `undecodable`, `artwork_missing`, or `metadata_leak` when the proof fails.
 */
export async function render(
  { picture, ...context }: DevelopContext & { picture: Buffer },
  recipe: Recipe,
  spool: Spool,
  now: () => number,
): Promise<Rendered> {
  const developed = await develop(picture, recipe, context);
  const renditions = RENDITION_NAMES.map((name) => developed.renditions[name]);
  await Promise.all(renditions.map(({ hash, bytes }) => spool.write(hash, bytes)));
  const renderedAt = now();
  await Promise.all(renditions.map(({ hash }) => prove(hash, spool)));
  return { ...developed, renderedAt, metadataProvenAt: now() };
}

async function prove(hash: string, spool: Spool): Promise<void> {
  const bytes = await spool.read(hash);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== hash) {
    throw new PictureLiveError('internal', 'The disk gave back other bytes than were written.');
  }
  const proof = proveMetadata(bytes);
  if (!proof.ok) throw new PictureLiveError('metadata_leak', proof.reason);
}
