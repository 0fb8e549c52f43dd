const ONLY_HERE = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Where guests find the photos; null where the wall was opened at an address that only this
 * computer has: a phone would look for the gallery on itself.
 */
export function galleryLink(
  { origin, hostname }: { origin: string; hostname: string },
  slug: string,
): string | null {
  return ONLY_HERE.test(hostname) ? null : `${origin}/g/${slug}`;
}
