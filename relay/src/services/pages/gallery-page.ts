import type { PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { QUICK, compress } from '../../encoding/encoding.ts';
import type { Encoding } from '../../encoding/encoding.ts';
import { LruCache } from '../../memory/lru-cache.ts';
import { listPhotos } from '../photos.ts';
import { viewSession } from '../session-view.ts';

/** What the page of a gallery finds in itself, so that it paints before it has asked anything. */
export interface GalleryData {
  session: PublicSession;
  photos: PhotoPage;
}

const FIRST_PHOTOS = 60;
/** Pages held, in their encodings: a venue opens the same one five hundred times. */
const MAX_PAGES = 64;

const DATA_MARKER = '<!--gallery-data-->';

export type GalleryPages = ReturnType<typeof galleryPages>;

/**
 * @param html of the built gallery.
 * @throws Error where it has no place for the data: it was not built for this relay.
 */
export function galleryPages(db: Db, html: string) {
  if (!html.includes(DATA_MARKER)) throw new Error(`The gallery page has no ${DATA_MARKER}.`);
  const pages = new LruCache<Promise<Buffer>>(MAX_PAGES);

  /** The page of a session, made once for each state of its feed; for whoever may see it. */
  async function render(session: SessionRow, encoding: Encoding): Promise<Buffer> {
    const key = `${session.id}:${session.last_seq}:${encoding}`;
    const made = pages.get(key) ?? make(session, encoding);
    pages.set(key, made);
    try {
      return await made;
    } catch (error) {
      pages.delete(key);
      throw error;
    }
  }

  async function make(session: SessionRow, encoding: Encoding): Promise<Buffer> {
    const photos = await listPhotos(db, session.id, null, FIRST_PHOTOS);
    return compress(fillIn(html, { session: viewSession(session), photos }), encoding, QUICK);
  }

  return { render };
}

/** Puts a session into the page: its data as inert JSON, and its title where link previews look. */
export function fillIn(html: string, data: GalleryData): string {
  // In JSON `<` only occurs within strings, where this is the same character to the parser and no
  // end of the script element (nor the start of a comment) to the browser.
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  const script = `<script type="application/json" id="gallery-data">${json}</script>`;
  // Functions, because a `$` in a title is no pattern.
  return html
    .replace(DATA_MARKER, () => script)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(data.session.title)}</title>`);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
