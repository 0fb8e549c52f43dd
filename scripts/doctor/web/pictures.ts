import { fail, ok, warn, type Finding } from '../finding.ts';
import { ask } from './ask.ts';
import { galleryPath } from './pages.ts';

const NAME = 'picture caching';
const FIX = 'Take deploy/nginx.conf, and name the proxy in TRUST_PROXY.';

/**
 * Whether a picture of the gallery may be kept by browsers, is found by its ETag, and is not given
 * out by a cache that does not ask the relay.
 */
export async function checkPictures(url: URL): Promise<Finding> {
  const path = galleryPath(url);
  if (path === null) return ok(NAME, 'Not tried: --url with the link of a gallery tries it.');
  const page = (await ask(new URL(path, url))).body.toString();
  const found = /\/media\/[\w-]+\/[\w-]+\/[0-9a-f]{64}\.jpg/.exec(page)?.[0];
  if (found === undefined) return ok(NAME, 'Not tried: the gallery shows no photo.');
  const { status, headers } = await ask(new URL(found, url));
  if (status !== 200) return fail(NAME, `A picture answers ${status}.`, FIX);
  const { etag = '', 'cache-control': control = '' } = headers;
  if (!control.includes('immutable') || etag === '') {
    return warn(NAME, 'Browsers are not told to keep pictures: guests load them again.', FIX);
  }
  if (headers['x-accel-expires'] !== undefined) {
    return warn(NAME, 'The proxy does not heed X-Accel-Expires, and passes it on.', FIX);
  }
  const again = await ask(new URL(found, url), { 'if-none-match': etag });
  if (again.status !== 304) return warn(NAME, 'A picture that is known is sent again.', FIX);
  const invented = await ask(new URL(found.replace(/(\/media\/[^/]+)\/[^/]+/, '$1/A'), url));
  if (invented.status === 404) return ok(NAME, 'Browsers keep pictures, and ask with their ETag.');
  return fail(NAME, 'A picture is given out under an address that was never told.', FIX);
}
