import type { Generated, Selectable } from 'kysely';

/**
 * What was counted in a session in a stretch of time; nothing of who it was. Everything but the
 * peak adds up over instances and time, see repositories/statistics.ts.
 */
export interface SessionNumbersTable {
  session_id: string;
  /** Length in milliseconds: a minute, and once it is old a quarter of an hour. */
  span: number;
  /** When it begins, a multiple of `span`. */
  at: number;
  /** Galleries that were opened. */
  visits: Generated<number>;
  /** Photos that were opened in the viewer. */
  photo_views: Generated<number>;
  downloads: Generated<number>;
  /** ZIPs. */
  archives: Generated<number>;
  /** Milliseconds that pages were open, of all pages together: over `span` it is their mean. */
  viewer_ms: Generated<number>;
  /** Most pages at once. */
  viewer_peak: Generated<number>;
}

/** How often a photo was opened in the viewer. */
export interface PhotoViewsTable {
  session_id: string;
  photo_id: string;
  views: number;
}

export interface StatisticsTables {
  session_numbers: SessionNumbersTable;
  photo_views: PhotoViewsTable;
}

export type SessionNumbersRow = Selectable<SessionNumbersTable>;
export type PhotoViewsRow = Selectable<PhotoViewsTable>;
