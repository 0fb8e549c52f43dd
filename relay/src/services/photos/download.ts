import type { Readable } from 'node:stream';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { PhotoRow, RenditionRow } from '../../db/tables.ts';
import { countDownload } from '../../repositories/photo-likes.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Actor } from '../access/actor.ts';
import type { ChangeDeps } from './change.ts';
import { originalOf } from '../photo-view.ts';
import { findSeen } from './photo-service.ts';
import { isTakenBack, notScanned } from './visibility.ts';

export interface Download {
  /** A plain name: letters, digits and hyphens. */
  fileName: string;
  bytes: number;
  stream: Readable;
}

/** Takes a photo along, and counts that. */
export function downloadService(deps: Pick<ChangeDeps, 'db' | 'now'> & { blobs: BlobStore }) {
  /**
   * @param what the full rendition (or the largest there is), or the original.
   * @param counts whether somebody takes it along, or only asks about it.
   * @throws PictureLiveError `not_found`, also where there is no original; `photo_gone`;
   *   `unavailable`, also for what the virus scanner has not seen; what `authorize` throws.
   */
  async function open(
    actor: Actor,
    photoId: string,
    what: 'full' | 'original',
    counts: boolean,
  ): Promise<Download> {
    const action = what === 'full' ? 'download' : 'download_original';
    const { stored } = await findSeen(deps, actor, action, photoId);
    if (isTakenBack(stored.photo)) throw new PictureLiveError('photo_gone');
    if (stored.photo.hidden === 'scan') throw notScanned();
    const { renditions } = stored;
    const rendition = what === 'full' ? largest(renditions) : originalOf(renditions);
    if (rendition === undefined) throw new PictureLiveError('not_found', 'There is no original.');
    const blob = await deps.blobs.open(rendition.hash);
    if (blob === null) throw new Error(`The blob ${rendition.hash} is recorded but not stored.`);
    if (counts) {
      await deps.db.transaction().execute((trx) => countDownload(trx, stored.photo, deps.now()));
    }
    return { fileName: fileNameOf(stored.photo), ...blob };
  }

  return { open };
}

export type DownloadService = ReturnType<typeof downloadService>;

/** The largest that everybody who may look may take along. */
export function largest(renditions: RenditionRow[]): RenditionRow {
  const open = renditions.filter(({ name }) => name !== 'original');
  const [rendition] = open.toSorted((a, b) => b.width - a.width);
  if (rendition === undefined) throw new Error('A photo is stored without renditions.');
  return rendition;
}

/** By capture time, so that files sort as the day went; the id's end keeps them apart. */
export function fileNameOf({ id, captured_at }: Pick<PhotoRow, 'id' | 'captured_at'>): string {
  const taken = new Date(captured_at);
  const day = Number.isNaN(taken.getTime()) ? '' : taken.toISOString().slice(0, 19);
  return `${day.replaceAll(/[:]/g, '').replace('T', '-')}-${id.slice(-6)}.jpg`;
}
