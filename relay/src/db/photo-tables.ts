import type { Generated, Selectable } from 'kysely';

/** What people said about a photo, in a word each. */
export interface PhotoTagsTable {
  photo_id: string;
  tag: string;
}

/** Who likes a photo; `photos.like_count` is kept in step with it. */
export interface PhotoLikesTable {
  photo_id: string;
  /** `user:<id>` or `guest:<id>`. */
  liker: string;
  created_at: number;
}

/** Pictures of messages and the like: stored once per content, referred to by any number of rows. */
export interface ImagesTable {
  id: string;
  session_id: string;
  /** `user:<id>` or `guest:<id>`. */
  uploader: string;
  name: string;
  hash: string;
  thumb_hash: string;
  width: number;
  height: number;
  bytes: number;
  created_at: number;
}

/** Uploads that the virus scanner has not seen yet: it was away. The photo is hidden meanwhile. */
export interface PendingScansTable {
  photo_id: string;
  /** The uploaded file in the blob store, as it came; nothing but the scanner reads it. */
  source_hash: string;
  /** What becomes of the photo once it is clean: 1 waits for a moderator, 0 is shown. */
  then_held: number;
  tries: Generated<number>;
  created_at: number;
  next_try_at: number;
}

export interface PhotoTables {
  photo_tags: PhotoTagsTable;
  photo_likes: PhotoLikesTable;
  images: ImagesTable;
  pending_scans: PendingScansTable;
}

export type ImageRow = Selectable<ImagesTable>;
export type PendingScanRow = Selectable<PendingScansTable>;
