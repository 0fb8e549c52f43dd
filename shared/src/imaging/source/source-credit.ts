import type { TiffDirectory } from '../jpeg/tiff-reader.ts';
import { unescapeXml } from '../xml.ts';
import { ARTIST_TAG, COPYRIGHT_TAG } from '../credit/credit-segments.ts';
import { cleanCredit, type Credit } from '../credit/credit.ts';

/** XMP of a camera file is a few KB; a larger one holds things we do not look for. */
const MAX_XMP_BYTES = 1 << 18;

/** Artist and copyright as the camera or an editor wrote them; EXIF is believed before XMP. */
export function readSourceCredit(exif: TiffDirectory | undefined, xmp: Buffer | undefined): Credit {
  const packet = xmp && xmp.length <= MAX_XMP_BYTES ? xmp.toString('utf8') : '';
  const fromExif = cleanCredit({
    artist: exifText(exif?.bytes(ARTIST_TAG)),
    copyright: exifText(exif?.bytes(COPYRIGHT_TAG)),
  });
  const fromXmp = cleanCredit({
    artist: xmpText(packet, 'dc:creator'),
    copyright: xmpText(packet, 'dc:rights'),
  });
  return {
    artist: fromExif.artist ?? fromXmp.artist,
    copyright: fromExif.copyright ?? fromXmp.copyright,
  };
}

/**
 * EXIF text is ASCII by its specification, UTF-8 in practice and Latin-1 in older cameras. NUL
 * separates the photographer's copyright from the editor's.
 */
function exifText(bytes: Buffer | undefined): string | null {
  if (!bytes) return null;
  const parts = decodeText(bytes)
    .split('\0')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('; ');
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

/** Texts of one Dublin Core property: its list items, else its attribute or element form. */
function xmpText(packet: string, property: string): string | null {
  const open = packet.indexOf(`<${property}`);
  const close = open === -1 ? -1 : packet.indexOf(`</${property}>`, open);
  if (close !== -1) {
    const items = packet.slice(open, close).split('<rdf:li').slice(1);
    const texts = items.map((item) => item.slice(item.indexOf('>') + 1).split('<', 1)[0] ?? '');
    if (property === 'dc:rights') texts.splice(1);
    return unescapeXml(texts.filter((text) => text.trim() !== '').join('; '));
  }
  const attribute = packet.indexOf(`${property}="`);
  if (attribute === -1) return null;
  const start = attribute + property.length + 2;
  const end = packet.indexOf('"', start);
  return end === -1 ? null : unescapeXml(packet.slice(start, end));
}
