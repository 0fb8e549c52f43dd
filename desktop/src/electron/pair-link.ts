import { PictureLiveError } from '@picture-live/shared/errors';
import { relayOrigin } from '../engine/setup/relay-address.ts';

export const LINK_SCHEME = 'picture-live';

/** What a pairing link asks for: `picture-live://pair?relay=https://photos.example&code=ABCD-EFGH`. */
export interface PairLink {
  /** Origin of the relay. */
  relay: string;
  /** The code that this laptop is to be waiting with, letters only; null: none is named. */
  code: string | null;
}

const MOST_CHARACTERS = 2_000;
const CODE = /^[A-Z]{8}$/;

export function isLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${LINK_SCHEME}:`);
}

/**
 * Reads a link that any page or mail may hold: nothing of it is believed but the form. Null: it is
 * not a pairing link.
 */
export function readPairLink(text: string): PairLink | null {
  const url = text.length > MOST_CHARACTERS ? null : URL.parse(text);
  if (url?.protocol !== `${LINK_SCHEME}:` || url.hostname !== 'pair') return null;
  if (url.pathname !== '' && url.pathname !== '/') return null;
  const relay = originOf(url.searchParams.getAll('relay'));
  const code = codeOf(url.searchParams.getAll('code'));
  return relay === null || code === undefined ? null : { relay, code };
}

function originOf([relay, ...more]: string[]): string | null {
  if (relay === undefined || more.length > 0) return null;
  try {
    return relayOrigin(relay);
  } catch (error) {
    if (error instanceof PictureLiveError) return null;
    throw error;
  }
}

/** Null: none; undefined: one that is none. */
function codeOf([code, ...more]: string[]): string | null | undefined {
  if (more.length > 0) return undefined;
  if (code === undefined) return null;
  const letters = plainCode(code);
  return CODE.test(letters) ? letters : undefined;
}

/** However it is written: with the hyphen or without, in small letters. */
export function plainCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '');
}
