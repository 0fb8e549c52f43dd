import { fail, ok, warn, type Finding } from '../finding.ts';
import { ask, type Answer } from './ask.ts';

/** The gallery’s page without a session, which every relay has. */
const SHELL = '/g/shell.html';
const BROWSER = { 'accept-encoding': 'br, gzip' };

/** The page guests open, and the files it needs: there, compressed, and kept by browsers. */
export async function checkGallery(url: URL): Promise<Finding> {
  const name = 'gallery';
  const path = galleryPath(url) ?? SHELL;
  const page = await ask(new URL(path, url));
  const type = page.headers['content-type'] ?? 'nothing';
  if (page.status !== 200 || !type.startsWith('text/html')) {
    const fix = 'Check the link; where the page is not built, run npm run build before the start.';
    return fail(name, `${path} answers ${page.status} with ${type}.`, fix);
  }
  const paths = assetsOf(page, new URL(path, url));
  const replies = await Promise.all(paths.map((asset) => ask(new URL(asset, url), BROWSER)));
  const broken = paths.filter((_, index) => replies[index]?.status !== 200);
  if (paths.length === 0 || broken.length > 0) {
    const says = `${path} needs files that are not there: ${broken.join(', ') || 'it names none'}.`;
    return fail(name, says, 'Let all relays run one version, and the proxy pass on /assets.');
  }
  const kept = replies.every(({ headers }) => headers['cache-control']?.includes('immutable'));
  if (kept) return ok(name, `${path} and its ${paths.length} files arrive.`);
  const says = 'The proxy takes away the Cache-Control of files, which are loaded on each visit.';
  return warn(name, says, 'Take deploy/nginx.conf.');
}

/** `/g/<slug>` of an address that leads to a gallery. */
export function galleryPath({ pathname }: URL): string | null {
  return /^\/g\/[^/]+/.exec(pathname)?.[0] ?? null;
}

/** @param address of the page, which names its files from where it lies. */
function assetsOf({ body }: Answer, address: URL): string[] {
  const found = body.toString().matchAll(/(?:src|href)="([^"]*assets\/[^"]+)"/g);
  return [...new Set([...found].map(([, path = '']) => new URL(path, address).pathname))];
}
