import type { Photo, PublicSession, Rendition } from '@picture-live/shared/protocol';
import { escapeHtml } from './escape-html.ts';

/** What a link looks like where it is passed on (https://ogp.me). */
export interface Card {
  /** Absolute, as everything in a card has to be. */
  url: string;
  title: string;
  /** Empty for none. */
  description: string;
  siteName: string;
  image: (Rendition & { alt: string }) | null;
}

const MAX_DESCRIPTION = 200;

/**
 * The card of a session's page, or of one photo in it. Null where not everybody with the link may
 * see it: whoever draws cards keeps them, and shows them to people who may not.
 *
 * @param origin under which the page was asked for, such as `https://photos.example`.
 * @param photo the one that the link is about, or the session's cover; null for neither.
 */
export function cardOf(
  session: PublicSession,
  { origin, path, photo }: { origin: string; path: string; photo: Photo | null },
): Card | null {
  if (session.access !== 'public') return null;
  const title = session.branding?.title ?? session.title;
  const isOnePhoto = photo !== null && path.endsWith(photo.id);
  const said = isOnePhoto ? wordsOf(photo) : (session.branding?.welcomeText ?? '');
  return {
    url: origin + path,
    title: session.title,
    description: shortened(said),
    siteName: title,
    image: photo === null ? null : { ...imageOf(photo, origin), alt: photo.caption ?? '' },
  };
}

/** Elements for the head of the page. */
export function renderCard({ url, title, description, siteName, image }: Card): string {
  const tags: [property: string, content: string | number][] = [
    ['og:type', 'website'],
    ['og:url', url],
    ['og:site_name', siteName],
    ['og:title', title],
    ...(description === '' ? [] : [['og:description', description] as [string, string]]),
    ...(image === null ? [] : imageTags(image)),
  ];
  const card = image === null ? 'summary' : 'summary_large_image';
  const metas = tags.map(
    ([property, content]) => `<meta property="${property}" content="${escapeHtml(`${content}`)}">`,
  );
  return `${metas.join('')}<meta name="twitter:card" content="${card}">`;
}

function imageTags(image: NonNullable<Card['image']>): [string, string | number][] {
  return [
    ['og:image', image.url],
    ['og:image:type', image.type],
    ['og:image:width', image.width],
    ['og:image:height', image.height],
    ...(image.alt === '' ? [] : [['og:image:alt', image.alt] as [string, string]]),
  ];
}

/** Large enough for a card, and small enough for the apps that refuse heavy ones. */
function imageOf({ renditions: { grid } }: Photo, origin: string): Rendition {
  return { ...grid, url: origin + grid.url };
}

function wordsOf({ caption, photographer }: Photo): string {
  return caption ?? (photographer === undefined ? '' : `© ${photographer}`);
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_DESCRIPTION ? line : `${line.slice(0, MAX_DESCRIPTION - 1).trimEnd()}…`;
}
