import { PictureLiveError, ERRORS } from '@picture-live/shared/errors';
import type { PictureLive } from '@picture-live/shared/hooks';
import type { Photo } from '@picture-live/shared/protocol';

const PAUSE_MS = 300;

/**
 * Saves photos as files, one after the other: browsers forget those that come at once.
 *
 * @throws PictureLiveError `relay_unreachable`, `photo_gone`.
 */
export async function downloadAll(
  { baseUrl, api }: Pick<PictureLive, 'baseUrl' | 'api'>,
  photos: readonly Photo[],
): Promise<void> {
  for (const { id } of photos) {
    const token = await api.accessToken();
    const path = `/api/photos/${encodeURIComponent(id)}/download`;
    const reply = await fetch(new URL(path, baseUrl), {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    }).catch((cause: unknown) => {
      throw new PictureLiveError('relay_unreachable', ERRORS.relay_unreachable.message, { cause });
    });
    if (!reply.ok) throw new PictureLiveError(reply.status === 410 ? 'photo_gone' : 'unavailable');
    const named = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '');
    save(await reply.blob(), named?.[1] ?? `${id}.jpg`);
    if (photos.length > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
