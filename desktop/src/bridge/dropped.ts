/*
 * Browsers tell pages no paths. A shell with a preload script can, for files that a person has
 * dropped on the page or chosen.
 */

/** Where it is found: a property of `window`, missing in a browser. */
export const DROPPED_PROPERTY = 'pictureLiveDropped';

export interface DroppedPaths {
  /** Absolute path of a dropped file or folder; empty where it has none. */
  pathOf(file: File): string;
}
