/** White space, a declaration and remarks may stand before the drawing. */
const SVG_START =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<svg[\s>]/;
const START_BYTES = 65_536;

export function isSvg(file: Buffer): boolean {
  return SVG_START.test(file.toString('utf8', 0, START_BYTES));
}

/** More is a photograph in vectors; drawing programs write a logo in a few kilobytes. */
const MAX_CHARACTERS = 2_000_000;

/** References inside the drawing, and pictures that lie in it as they are. */
const HARMLESS_REFERENCE = /^(?:#|data:image\/(?:png|jpeg);base64,)/i;

/**
 * What makes an SVG more than a drawing, as the end of a sentence; null where it is harmless. The
 * library that draws loads nothing from outside and runs no scripts: this says so to the person,
 * who would otherwise miss a part of the logo, and does not rely on it.
 */
export function checkSvg(text: string): string | null {
  if (text.length > MAX_CHARACTERS) return 'the SVG is too large: export it as PNG';
  if (/<!ENTITY/i.test(text)) return 'the SVG defines entities: export it as plain SVG or as PNG';
  if (/<(?:script|foreignObject|iframe)[\s>/]/i.test(text)) {
    return 'the SVG holds a program or a page: export it as plain SVG or as PNG';
  }
  const references = [...text.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
    ([, double, single]) => (double ?? single ?? '').trim(),
  );
  const urls = [...text.matchAll(/url\(\s*["']?([^"')]*)/gi)].map(([, url]) => (url ?? '').trim());
  const isOutside = [...references, ...urls].some((url) => !HARMLESS_REFERENCE.test(url));
  if (isOutside || /@import/i.test(text)) {
    return 'the SVG needs files or pages from outside: embed them, or export it as PNG';
  }
  return null;
}
