import { PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';

/** What the relay writes into the page. */
const WallData = z.object({ session: PublicSession, photos: PhotoPage });
export type WallData = z.infer<typeof WallData>;

/** @throws Error where the page was not served by a relay. */
export function readWallData(page: Document): WallData {
  const json = page.getElementById('gallery-data')?.textContent;
  if (json === undefined) throw new Error('The page has no session in it.');
  return z.parse(WallData, JSON.parse(json));
}
