import { PictureLiveError } from '@picture-live/shared/errors';

const NEAR =
  /^(localhost|127\.[\d.]+|\[::1\]|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|[^.]+|.+\.local)$/;

/**
 * The origin that a person means: `photos.example`, the gallery's link, `192.168.1.20:3001`. Without
 * a scheme a name in the internet is taken for https, and one in the local network for http.
 *
 * @throws PictureLiveError `invalid_request` where it is no address.
 */
export function relayOrigin(typed: string): string {
  const text = typed.trim();
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`;
  const url = URL.parse(whole);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === '';
  if (text !== '' && isWeb) return url.origin;
  throw new PictureLiveError(
    'invalid_request',
    'This is not the address of a relay. It looks like https://photos.example.',
  );
}

function schemeFor(text: string): string {
  const host = URL.parse(`http://${text}`)?.hostname ?? '';
  return NEAR.test(host) ? 'http' : 'https';
}
