import { PictureLiveError } from '@picture-live/shared/errors';
import { Id } from '@picture-live/shared/protocol';
import type { BinPage, BinPhoto } from '@picture-live/shared/protocol';
import { listBin } from '../../repositories/bin.ts';
import type { BinPlace } from '../../repositories/bin.ts';
import type { StoredPhoto } from '../../repositories/photos.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { AccessDeps } from '../access/authorize.ts';
import { viewPhoto } from '../photo-view.ts';

export interface BinDeps extends AccessDeps {
  /** How long deleted photos can come back, in milliseconds. */
  graceMs: number;
}

export type BinService = ReturnType<typeof binService>;

/** Deleted photos of a session, for its members. */
export function binService(deps: BinDeps) {
  const access = accessService(deps);

  /** @throws PictureLiveError what `authorize` throws; `invalid_request` for a cursor not ours. */
  async function list(
    actor: Actor,
    idOrSlug: string,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<BinPage> {
    const { session } = await access.authorize(actor, 'view_all', idOrSlug);
    const before = after === null ? null : readCursor(after);
    const since = deps.now() - deps.graceMs;
    const found = await listBin(deps.db, session.id, { since, before, limit: limit + 1 });
    const photos = found.slice(0, limit).map((stored) => viewBinned(stored, deps.graceMs));
    const last = photos.at(-1);
    const more = found.length > limit && last !== undefined;
    return { photos, nextCursor: more ? makeCursor(last) : null };
  }

  return { list };
}

function viewBinned(stored: StoredPhoto, graceMs: number): BinPhoto {
  const { removed_at: removedAt, retracted } = stored.photo;
  if (removedAt === null) throw new Error('A live photo was found in the bin.');
  return {
    ...viewPhoto(stored),
    removedAt,
    restorableUntil: removedAt + graceMs,
    ...(retracted !== 0 && { byLaptop: true }),
  };
}

function makeCursor({ removedAt, id }: BinPhoto): string {
  return Buffer.from(`bin:${removedAt}:${id}`).toString('base64url');
}

function readCursor(cursor: string): BinPlace {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, removedAt, id] = /^bin:(\d{1,16}):(.+)$/.exec(text) ?? [];
  if (removedAt === undefined || !Id.safeParse(id).success || id === undefined) {
    throw new PictureLiveError('invalid_request', 'The cursor `after` is not one of this relay.');
  }
  return { removedAt: Number(removedAt), id };
}
