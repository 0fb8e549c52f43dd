import { createHmac, timingSafeEqual } from 'node:crypto';

/** 128 bits are more than anybody guesses over a network, and 22 characters in an address. */
const CHARACTERS = 22;

/**
 * What makes the address of a picture one that this relay has given out. It is the same for all
 * viewers and for all time, so that browsers, nginx and CDNs keep the picture under one name; an
 * expiry in it would make each of them fetch every picture again and again. What ends an address is
 * the photo being taken back (410) or the session's media key being replaced (404).
 *
 * @param key the media key of the photo's session.
 */
export function signPicture(key: string, photoId: string, hash: string): string {
  const digest = createHmac('sha256', key).update(`${photoId}/${hash}`).digest('base64url');
  return digest.slice(0, CHARACTERS);
}

/** Compares in a time that does not tell how much was right. */
export function isSameSignature(expected: string, given: string): boolean {
  if (given.length !== CHARACTERS) return false;
  const bytes = Buffer.from(given, 'utf8');
  return bytes.length === CHARACTERS && timingSafeEqual(Buffer.from(expected, 'latin1'), bytes);
}

/** What the address of a picture says. */
export interface PictureAddress {
  photoId: string;
  signature: string;
  hash: string;
}

/**
 * Where a rendition is found, relative to the relay's origin. The signature stands in the path: a
 * CDN may leave a query out of the name it keeps a picture under (CloudFront does unless told), and
 * would then hand it to whoever asks without one.
 */
export function pictureUrl({ photoId, signature, hash }: PictureAddress): string {
  return `/media/${photoId}/${signature}/${hash}.jpg`;
}

/** @param key the media key of the photo's session. */
export function mediaUrl(key: string, photoId: string, hash: string): string {
  return pictureUrl({ photoId, hash, signature: signPicture(key, photoId, hash) });
}
