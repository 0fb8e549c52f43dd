import { PictureLiveError } from '@picture-live/shared/errors';
import type { Message, Photo, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { QUICK, compress } from '../../encoding/encoding.ts';
import type { Encoding } from '../../encoding/encoding.ts';
import { LruCache } from '../../memory/lru-cache.ts';
import { findPhotos } from '../../repositories/photos.ts';
import { viewPhoto } from '../photo-view.ts';
import { noSuchPhoto } from '../photos/change.ts';
import { listPhotos } from '../photos.ts';
import { readSwitches, viewSession } from '../session-view.ts';
import { cardOf, renderCard } from './card.ts';
import { escapeHtml } from './escape-html.ts';
import { readTalk } from './talk.ts';

/** What the page of a gallery finds in itself, so that it paints before it has asked anything. */
export interface GalleryData {
  session: PublicSession;
  photos: PhotoPage;
  talk: Talk;
  /** The photo that the owner has chosen for the welcome. */
  cover?: Photo;
  /** The photo that the link is about, wherever in the list it is. */
  photo?: Photo;
}

/** What was said last: enough for a banner and for a mark that there is something to read. */
export interface Talk {
  announcement: Message | null;
  /** `seq` of the newest message that guests may read; 0 for none. */
  newestSeq: number;
}

/** Which page, and for whom it is made. */
export interface PageWanted {
  encoding: Encoding;
  /** Under which the page was asked for, for its card; null for a page without one. */
  origin?: string | null;
  /** One photo in place of the whole gallery. */
  photo?: Photo;
}

const FIRST_PHOTOS = 60;
/** Pages held, in their encodings: a venue opens the same one five hundred times. */
const MAX_PAGES = 64;

/** Likes write no event: a page that shows them is made anew now and then. */
const LIKES_HOLD_MS = 5_000;

const DATA_MARKER = '<!--gallery-data-->';

export type GalleryPages = ReturnType<typeof galleryPages>;

/**
 * @param html of the built gallery.
 * @param now epoch milliseconds.
 * @throws Error where it has no place for the data: it was not built for this relay.
 */
export function galleryPages(db: Db, html: string, now: () => number = Date.now) {
  if (!html.includes(DATA_MARKER)) throw new Error(`The gallery page has no ${DATA_MARKER}.`);
  // What it loads is named relative to `/g/<slug>`; the page of a photo lies two steps deeper.
  const deeper = html.replaceAll('="../', '="../../../');
  const pages = new LruCache<Promise<Buffer>>(MAX_PAGES);
  // Apart from the others: links of a thousand photos do not push out the gallery itself.
  const photoPages = new LruCache<Promise<Buffer>>(MAX_PAGES);

  /** The page of a session, made once for each state of its feed; for whoever may see it. */
  async function render(session: SessionRow, wanted: PageWanted): Promise<Buffer> {
    const { encoding, origin, photo } = wanted;
    const cache = photo === undefined ? pages : photoPages;
    const likes = readSwitches(session).likes ? Math.floor(now() / LIKES_HOLD_MS) : '';
    const key = [
      session.id,
      session.era,
      session.last_seq,
      encoding,
      origin,
      photo?.id,
      likes,
    ].join(' ');
    const made = cache.get(key) ?? make(session, wanted);
    cache.set(key, made);
    try {
      return await made;
    } catch (error) {
      cache.delete(key);
      throw error;
    }
  }

  async function make(session: SessionRow, wanted: PageWanted): Promise<Buffer> {
    const { encoding, photo } = wanted;
    const photos = await listPhotos(db, session.id, null, FIRST_PHOTOS);
    const talk = await readTalk(db, session);
    const view = viewSession(session);
    const cover = await coverOf(view);
    const data = { session: view, photos, talk, ...(cover !== null && { cover }) };
    const card = await headOf(session, wanted);
    return photo === undefined
      ? compress(fillIn(html, data, card), encoding, QUICK)
      : compress(fillIn(deeper, { ...data, photo }, card), encoding, QUICK);
  }

  async function headOf(row: SessionRow, { origin, photo }: PageWanted): Promise<string> {
    if (origin === undefined || origin === null) return '';
    const session = viewSession(row);
    const shown = photo ?? (await coverOf(session));
    const path = photo === undefined ? `/g/${row.slug}` : `/g/${row.slug}/p/${photo.id}`;
    const card = cardOf(session, { origin, path, photo: shown });
    return card === null ? '' : renderCard(card);
  }

  /** Null where none was chosen, or the chosen one is out of sight. */
  async function coverOf({ id, branding }: PublicSession): Promise<Photo | null> {
    const chosen = branding?.coverPhotoId ?? null;
    const [cover] = await findPhotos(db, chosen === null ? [] : [chosen]);
    const isSeen = cover?.photo.session_id === id && cover.photo.removed_at === null;
    return isSeen ? viewPhoto(cover) : null;
  }

  /**
   * A photo as guests see it, for its page.
   *
   * @throws PictureLiveError `photo_gone` for what was seen once; `not_found`.
   */
  async function findPhoto(sessionId: string, photoId: string): Promise<Photo> {
    const [stored] = await findPhotos(db, [photoId]);
    if (stored?.photo.session_id !== sessionId) throw noSuchPhoto();
    const { hidden, removed_at: removedAt } = stored.photo;
    if (removedAt === null) return viewPhoto(stored);
    // What waits for a moderator or the scanner was never seen.
    const wasSeen = hidden === null || hidden === 'hidden';
    throw wasSeen ? new PictureLiveError('photo_gone') : noSuchPhoto();
  }

  return { render, findPhoto };
}

/** Puts a session into the page: its data as inert JSON, and its title where link previews look. */
export function fillIn(html: string, data: GalleryData, card = ''): string {
  // In JSON `<` only occurs within strings, where this is the same character to the parser and no
  // end of the script element (nor the start of a comment) to the browser.
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  const script = `<script type="application/json" id="gallery-data">${json}</script>`;
  const title = `<title>${escapeHtml(data.session.title)}</title>`;
  // Functions, because a `$` in a title is no pattern.
  return html
    .replace(DATA_MARKER, () => script)
    .replace(/<title>[^<]*<\/title>/, () => title + card);
}
