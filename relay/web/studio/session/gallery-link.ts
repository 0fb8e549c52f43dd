/** Where guests find a session. */
export function galleryLink({ slug }: { slug: string }): string {
  return new URL(`/g/${slug}`, location.origin).href;
}
