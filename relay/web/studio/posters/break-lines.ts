/** Where a line may be broken: after spaces, hyphens and slashes, and between Chinese characters. */
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]|[^\s\-/.\p{Script=Han}]+[-/.]?|[-/.]|\s+/gu;
/** What must not begin a line. */
const CLOSING = /^[，。、；：！？）」』》”’,.;:!?)\]]/u;

/**
 * Breaks a text into lines no wider than `width`.
 *
 * @param widthOf how wide a text is.
 * @returns null where it does not fit into `most` lines.
 */
export function breakLines(
  text: string,
  width: number,
  most: number,
  widthOf: (text: string) => number,
): string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    const longer = line + piece;
    if (line === '' || CLOSING.test(piece) || widthOf(longer.trimEnd()) <= width) {
      line = longer.trimStart();
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  const fits = lines.length <= most && lines.every((one) => widthOf(one) <= width);
  return fits ? lines.map((one, at) => (at < lines.length - 1 ? withoutMark(one) : one)) : null;
}

/** The end of a line separates as well as `Anna & Li · Wedding` does. */
function withoutMark(line: string): string {
  return line.replace(/\s[·–—|]$/u, '');
}
