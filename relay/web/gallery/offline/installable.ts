/** Among the apps of a phone this gallery has its own name, and opens itself. */
export function nameInstalled(slug: string, title: string): void {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (manifest !== null) manifest.href = `/g/${slug}/manifest.webmanifest`;
  document.querySelector('meta[name="apple-mobile-web-app-title"]')?.setAttribute('content', title);
}
