const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For text between tags or in attributes, in XML and in Pango's markup alike. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

const NAMED = new Map(Object.entries(ESCAPES).map(([character, name]) => [name, character]));

/** Text of an XML document as it was meant; what is no reference stays as it is. */
export function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/gi, (reference) => {
    if (!reference.startsWith('&#')) return NAMED.get(reference) ?? reference;
    const isHex = /^&#x/i.test(reference);
    const point = Number.parseInt(reference.slice(isHex ? 3 : 2), isHex ? 16 : 10);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : reference;
  });
}
