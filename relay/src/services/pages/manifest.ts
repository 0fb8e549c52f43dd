import type { PublicSession } from '@picture-live/shared/protocol';

/** What a phone is told that puts a gallery among its apps (https://www.w3.org/TR/appmanifest/). */
export function manifestOf({ slug, title, branding }: PublicSession): object {
  const studio = branding?.title ?? null;
  const icon = (file: string, type: string, sizes: string, purpose: string) => ({
    src: `/icons/${file}`,
    type,
    sizes,
    purpose,
  });
  return {
    id: `/g/${slug}`,
    start_url: `/g/${slug}`,
    scope: `/g/${slug}`,
    name: studio === null ? title : `${title} · ${studio}`,
    short_name: title,
    display: 'standalone',
    background_color: '#161616',
    theme_color: '#161616',
    icons: [
      icon('icon.svg', 'image/svg+xml', 'any', 'any'),
      icon('icon-192.png', 'image/png', '192x192', 'any'),
      icon('icon-512.png', 'image/png', '512x512', 'any'),
      icon('icon-maskable-512.png', 'image/png', '512x512', 'maskable'),
    ],
  };
}
