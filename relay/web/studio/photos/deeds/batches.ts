import { isErrorCode, PictureLiveError } from '@picture-live/shared/errors';
import type { PictureLive } from '@picture-live/shared/hooks';
import type { PhotoBatch } from '@picture-live/shared/protocol';

/** What is done to each of them, without saying to which. */
export type Deed = PhotoBatch extends infer Batch
  ? Batch extends unknown
    ? Omit<Batch, 'sessionId' | 'ids'>
    : never
  : never;

export interface Done {
  /** Those it was done to. */
  ids: string[];
  failed: { id: string; error: PictureLiveError }[];
}

/** So many at once that a count of them moves, and so few that the relay answers soon. */
const AT_ONCE = 50;

/**
 * Does something to any number of photos, a few dozen with each call. Never rejects: what a broken
 * connection kept from being done counts as failed, each by itself.
 *
 * @param onDone how many have been dealt with.
 */
export async function doToMany(
  api: Pick<PictureLive['api'], 'changePhotos'>,
  sessionId: string,
  deed: Deed,
  ids: readonly string[],
  onDone: (count: number) => void = () => undefined,
): Promise<Done> {
  const done: Done = { ids: [], failed: [] };
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    try {
      const { outcomes } = await api.changePhotos({ ...deed, sessionId, ids: some });
      for (const outcome of outcomes) {
        if (outcome.ok) done.ids.push(outcome.id);
        else done.failed.push({ id: outcome.id, error: errorOf(outcome.error) });
      }
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      done.failed.push(...ids.slice(at).map((id) => ({ id, error })));
      return done;
    }
    onDone(Math.min(ids.length, at + AT_ONCE));
  }
  return done;
}

function errorOf({ code, message }: { code: string; message: string }): PictureLiveError {
  return new PictureLiveError(isErrorCode(code) ? code : 'internal', message);
}
