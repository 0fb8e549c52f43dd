import { EXIF_HEADER, XMP_HEADER } from '../jpeg/segments.ts';
import { escapeXml } from '../xml.ts';
import type { Credit } from './credit.ts';

export const ARTIST_TAG = 0x013b;
export const COPYRIGHT_TAG = 0x8298;
const ASCII = 2;

/** Payload of the EXIF segment: one directory with nothing but these two tags, little-endian. */
export function exifBody({ artist, copyright }: Credit): Buffer {
  const tags = [
    { tag: ARTIST_TAG, text: artist },
    { tag: COPYRIGHT_TAG, text: copyright },
  ].flatMap(({ tag, text }) => (text === null ? [] : [{ tag, value: Buffer.from(`${text}\0`) }]));
  const directory = Buffer.alloc(8 + 2 + tags.length * 12 + 4);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(tags.length, 8);
  const values: Buffer[] = [];
  let end = directory.length;
  tags.forEach(({ tag, value }, i) => {
    const at = 10 + i * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(ASCII, at + 2);
    directory.writeUInt32LE(value.length, at + 4);
    if (value.length <= 4) {
      value.copy(directory, at + 8);
      return;
    }
    directory.writeUInt32LE(end, at + 8);
    // Values start on even offsets (TIFF 6.0, section 2).
    values.push(value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.alloc(1)]));
    end += value.length + (value.length % 2);
  });
  return Buffer.concat([EXIF_HEADER, directory, ...values]);
}

/** What stands around the two texts; the proof reads them back by these. */
export const XMP_PARTS = {
  artist: ['<dc:creator><rdf:Seq><rdf:li>', '</rdf:li></rdf:Seq></dc:creator>'],
  copyright: [
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">',
    '</rdf:li></rdf:Alt></dc:rights>',
  ],
} as const;

/** Payload of the XMP segment. */
export function xmpBody(credit: Credit): Buffer {
  const property = (name: 'artist' | 'copyright') => {
    const text = credit[name];
    const [open, close] = XMP_PARTS[name];
    return text === null ? '' : open + escapeXml(text) + close;
  };
  const packet =
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    property('artist') +
    property('copyright') +
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>';
  return Buffer.concat([XMP_HEADER, Buffer.from(packet)]);
}
