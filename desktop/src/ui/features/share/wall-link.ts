/** Where a projector shows the photos of a gallery: the same link with another first word. */
export function wallLink(galleryUrl: string): string {
  const url = new URL(galleryUrl);
  url.pathname = url.pathname.replace('/g/', '/wall/');
  return url.href;
}
