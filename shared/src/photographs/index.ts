export type { Camera, Place } from './camera-exif.ts';
export type { ColourSpace } from './colour-space.ts';
export * from './damage.ts';
export * from './photograph.ts';
