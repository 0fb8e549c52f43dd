/** The part of an address that opens a photo: `#p=<photoId>`. */
export function hashOf(photoId: string): string {
  return `#p=${photoId}`;
}

/** The photo that an address asks for; null where it asks for none. */
export function photoIdOf(hash: string): string | null {
  return /^#p=([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null;
}
