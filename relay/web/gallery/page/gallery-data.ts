import type { RelayClient } from '@picture-live/shared/client';
import { Message, Photo, PhotoPage, PublicSession, Seq } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/** What the relay writes into the page, so that it paints before it has asked anything. */
const GalleryData = z.object({
  session: PublicSession,
  photos: PhotoPage,
  /** What was said last; left out where it still has to be asked for. */
  talk: z.optional(z.object({ announcement: z.nullable(Message), newestSeq: Seq })),
  /** The one that welcomes. */
  cover: z.optional(Photo),
  /** The one that the page's address is about. */
  photo: z.optional(Photo),
});
export type GalleryData = z.infer<typeof GalleryData>;

/** The data in the page itself; null where it was served without. */
export function readInlinedData(page: Document): GalleryData | null {
  const json = page.getElementById('gallery-data')?.textContent;
  return json === undefined ? null : z.parse(GalleryData, JSON.parse(json));
}

/**
 * The same data asked of the relay. The session comes first: what happens after it is in the feed
 * after its `lastSeq`, whether the photos show it already or not.
 *
 * @throws PictureLiveError `session_not_found`, `relay_unreachable` …
 */
export async function fetchData(client: RelayClient, slug: string): Promise<GalleryData> {
  const session = await client.session(slug);
  const photos = await client.photos({ sessionId: session.id });
  return { session, photos };
}

/** The session's part of `/g/<slug>`. */
export function slugOf(pathname: string): string {
  return /([^/]+)\/?$/.exec(pathname)?.[1] ?? '';
}
