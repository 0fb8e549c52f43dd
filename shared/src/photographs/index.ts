export type { Camera, Place } from './camera-exif.ts';
export type { ColourSpace } from './colour-space.ts';
export * from './damage.ts';
export { phonePhotograph } from './heic.ts';
export * from './photograph.ts';
export { asRawFile, type RawKind } from './raw-file.ts';
