export * from './develop.ts';
export { readBoxes } from './heif/boxes.ts';
export { readHeif } from './heif/heif.ts';
export { readPictureSize } from './jpeg/segments.ts';
export type { TiffDirectory } from './jpeg/tiff-reader.ts';
export * from './overlay/artwork.ts';
export * from './proof/proof.ts';
export { readCapturedAt } from './source/captured-at.ts';
export { readExif } from './source/exif.ts';
