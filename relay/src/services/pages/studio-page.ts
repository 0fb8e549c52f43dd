import { THOROUGH, compress } from '../../encoding/encoding.ts';
import type { Encoding } from '../../encoding/encoding.ts';

/** The studio is one page, the same for everybody and at each of its addresses. */
export interface StudioPage {
  html: (encoding: Encoding) => Promise<Buffer>;
}

/** @param built HTML whose files are named as seen from `studio/index.html`. */
export function studioPage(built: string): StudioPage {
  // Served at `/studio/…/…`, too, where `../assets` would be somewhere else.
  const html = built.replaceAll(/(src|href)="\.\.\//g, '$1="/');
  const kept: Partial<Record<Encoding, Promise<Buffer>>> = {};
  return { html: (encoding) => (kept[encoding] ??= compress(html, encoding, THOROUGH)) };
}
