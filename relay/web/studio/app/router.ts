import { createStore } from '@picture-live/shared/hooks';
import { useStore } from '@picture-live/shared/hooks/preact';

const BASE = '/studio';

/** Where one is in the studio: `/sessions/…` without its beginning, and the query. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const place = createStore<Place>(here());
const scrolled = new Map<string, number>();

function here(): Place {
  const path = location.pathname.slice(BASE.length).replace(/\/+$/, '');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(location.search) };
}

/** Goes there without loading the page anew. @param path from the studio's beginning: `/sessions`. */
export function navigate(path: string, { replace = false }: { replace?: boolean } = {}): void {
  const url = hrefOf(path);
  scrolled.set(location.pathname, scrollY);
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  const before = place.get().path;
  place.set(here());
  // Tabs of the same session are one page, which stays where it is.
  if (pageOf(place.get().path) === pageOf(before)) return;
  scrollTo(0, 0);
  // Whoever reads with the ears begins at the new page and not at the link that led there.
  requestAnimationFrame(() => document.getElementById('content')?.focus({ preventScroll: true }));
}

/** A page and what it is about: `/sessions/<id>`. */
function pageOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}

/** The address of a place in the studio, for links. */
export function hrefOf(path: string): string {
  return path === '/' ? BASE : `${BASE}${path}`;
}

export function usePlace(): Place {
  return useStore(place);
}

/** Links into the studio do not load the page anew; called once. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    place.set(here());
    const top = scrolled.get(location.pathname);
    if (top !== undefined) requestAnimationFrame(() => scrollTo(0, top));
  });
  document.addEventListener('click', (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (link === null || link.target !== '' || link.hasAttribute('download')) return;
    const { origin, pathname, search } = new URL(link.href, location.href);
    const isOurs = pathname === BASE || pathname.startsWith(`${BASE}/`);
    if (origin !== location.origin || !isOurs) return;
    event.preventDefault();
    navigate(`${pathname.slice(BASE.length) || '/'}${search}`);
  });
}
