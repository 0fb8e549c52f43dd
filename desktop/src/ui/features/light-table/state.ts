/** What the light table shows of the session; `null` and `''`: everything. */
export interface ShotFilter {
  readonly group: StateGroup | null;
  /** At least so many stars; 0: any. */
  readonly stars: number;
  /** Hot folder and the folder in it, see `folderKeyOf`. */
  readonly folder: string | null;
  /** Part of a file's name. */
  readonly text: string;
}

/** States that belong together for somebody who sorts photos. */
export type StateGroup = 'held' | 'moving' | 'live' | 'retracted' | 'rejected' | 'trouble';

/** Where pictures that are looked at closely are looked at: the same place in all of them. */
export interface Zoom {
  /** One pixel of the picture on one of the screen; false: as large as it fits. */
  readonly full: boolean;
  /** The place in the middle, as shares (0…1) of the picture's width and height. */
  readonly x: number;
  readonly y: number;
}

/** The light table. Everything in it is about ids; what is not in the filter has no effect. */
export interface LightState {
  readonly on: boolean;
  readonly mode: 'grid' | 'one' | 'compare';
  readonly filter: ShotFilter;
  /** The frame that the keys move; null: the newest. */
  readonly cursor: string | null;
  /** Where a range that is being selected began. */
  readonly anchor: string | null;
  readonly selected: ReadonlySet<string>;
  /** The shot that is compared with the one at the cursor. */
  readonly rival: string | null;
  /** Whether the one at the cursor is at the right. */
  readonly swapped: boolean;
  readonly zoom: Zoom;
  /** Frames of bursts that are open: all of theirs are seen. */
  readonly open: ReadonlySet<string>;
  /** Frame size in the grid: small, medium or large. */
  readonly size: FrameSize;
  /** How many frames lie beside each other; the window decides. */
  readonly columns: number;
}

export type FrameSize = 'small' | 'medium' | 'large';

export const NO_FILTER: ShotFilter = { group: null, stars: 0, folder: null, text: '' };
export const MIDDLE: Zoom = { full: false, x: 0.5, y: 0.5 };

export const LIGHT_OFF: LightState = {
  on: false,
  mode: 'grid',
  filter: NO_FILTER,
  cursor: null,
  anchor: null,
  selected: new Set(),
  rival: null,
  swapped: false,
  zoom: MIDDLE,
  open: new Set(),
  size: 'medium',
  columns: 1,
};
