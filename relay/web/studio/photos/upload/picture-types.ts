/** What the relay takes from a browser; it looks into the files themselves all the same. */
export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp';
