/** The only metadata a rendition may carry. */
export interface Credit {
  artist: string | null;
  copyright: string | null;
}

/** Longest texts kept, in characters; the recipe's own limits. */
const MAX_ARTIST = 200;
const MAX_COPYRIGHT = 400;

/** One clean line: well-formed Unicode, no control characters, bounded. Null where nothing is left. */
function cleanLine(text: string | null, limit: number): string | null {
  if (text === null) return null;
  const line = text
    .toWellFormed()
    // Control characters, overrides of the writing direction and noncharacters break or hide text.
    .replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFD-\uFFFF]+/gu, ' ')
    .replaceAll(/[\u{1FFFE}\u{1FFFF}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const cut = Array.from(line).slice(0, limit).join('').trim();
  return cut === '' ? null : cut;
}

/** Makes texts of any origin fit to be written into a rendition. Doing it twice changes nothing. */
export function cleanCredit(credit: Credit): Credit {
  return {
    artist: cleanLine(credit.artist, MAX_ARTIST),
    copyright: cleanLine(credit.copyright, MAX_COPYRIGHT),
  };
}
