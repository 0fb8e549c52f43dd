import type { Generated, Insertable, Selectable } from 'kysely';
import type { AccountTables } from './account-tables.ts';
import type { AuditTables } from './audit-tables.ts';
import type { MediaTables } from './media-tables.ts';
import type { MessageTables } from './message-tables.ts';
import type { PhotoTables } from './photo-tables.ts';
import type { LogoTables } from './logo-tables.ts';
import type { StatisticsTables } from './statistics-tables.ts';
import type { TakedownTables } from './takedown-tables.ts';

/*
 * The same tables on SQLite and PostgreSQL: text ids (UUIDv7), epoch milliseconds as integers,
 * JSON as text, 0/1 for yes and no.
 */

/** What the relay itself has to remember, one row per fact. */
export interface RelaySettingsTable {
  key: string;
  value: string;
}

export interface SessionsTable {
  id: string;
  slug: string;
  title: string;
  created_at: number;
  /** The newest event of the feed; the counter that hands out the next one. */
  last_seq: Generated<number>;
  /** A new one with each restore, so that whoever knows numbers of before notices; see backup/. */
  era: Generated<string>;
  /** Live photos, kept in step with them so that nobody has to count. */
  photo_count: Generated<number>;
  access: Generated<'public' | 'code' | 'members'>;
  /** HMAC of the access code; see services/access/access-codes.ts. */
  code_hash: Generated<string | null>;
  /** Guests who were let in before have to come in anew; 0 while nothing was changed. */
  guests_since: Generated<number>;
  /** When it ends for guests. */
  expires_at: Generated<number | null>;
  /** The shoot itself, as people were invited to it. */
  starts_at: Generated<number | null>;
  ends_at: Generated<number | null>;
  /** `SessionSwitches` as JSON. */
  switches: Generated<string>;
  /** `Branding` as JSON. */
  branding: Generated<string>;
  deleted_at: Generated<number | null>;
  /** Until then its owner can bring a deleted session back. */
  restorable_until: Generated<number | null>;
  /** 1: no policy archives or deletes it. */
  kept: Generated<number>;
}

export interface DevicesTable {
  id: string;
  /** SHA-256 of the token in hex; the token itself is nowhere. */
  token_hash: string;
  created_at: number;
  revoked_at: number | null;
  /** The account that paired it; null for the device of DEVICE_TOKEN until there is an account. */
  owner_id: string | null;
  /** What its owner calls it. */
  name: Generated<string>;
  /** When it last asked something, or had a socket open; to the minute. */
  last_seen_at: Generated<number | null>;
}

/** The sessions a device may deliver to. */
export interface DeviceSessionsTable {
  device_id: string;
  session_id: string;
}

/** Bytes that are stored, with what was proven about them. */
export interface BlobsTable {
  hash: string;
  bytes: number;
  width: number;
  height: number;
  created_at: number;
}

/** Who has brought the bytes of a blob: only they may publish it. */
export interface BlobUploadsTable {
  device_id: string;
  hash: string;
  created_at: number;
}

export interface PhotosTable {
  id: string;
  session_id: string;
  device_id: string;
  /** The event that first published it. */
  seq: number;
  revision: number;
  source_hash: string;
  width: number;
  height: number;
  captured_at: number;
  /** When this revision went live. */
  published_at: number;
  thumbhash: string;
  /** `DeviceTimeline` as JSON. */
  timeline: string;
  /** First report of this revision on a guest's screen. */
  first_painted_at: number | null;
  /** Since when nobody sees it: it is hidden, or it was taken back. */
  removed_at: number | null;
  /**
   * Why it is out of sight and may come back: a moderator hid it (`hidden`), it waits for one
   * (`held`) or for the virus scanner (`scan`). Null for what is live and for what was taken back.
   */
  hidden: Generated<'hidden' | 'held' | 'scan' | null>;
  caption: Generated<string>;
  /** 0 or 1. */
  featured: Generated<number>;
  like_count: Generated<number>;
  download_count: Generated<number>;
  /** Who brought it with a browser: `user:<id>` or `guest:<id>`; null for what a device delivered. */
  uploader: Generated<string | null>;
  /** Who took it, as its device says; empty where nobody is named. */
  photographer: Generated<string>;
  /** The newest wish of its device that was carried out. */
  wish_version: Generated<number>;
  /** 1: its device took it back, and may restore it. */
  retracted: Generated<number>;
  /** 1: it does not wait in the bin, because a guest asked for it to be removed. */
  deleted_for_good: Generated<number>;
  /** What `hidden` was when it was taken back: so it comes back. */
  hidden_before: Generated<'hidden' | 'held' | 'scan' | null>;
}

/** Every rendition a photo ever had; those of its present revision are the live ones. */
export interface PhotoRenditionsTable {
  photo_id: string;
  revision: number;
  name: string;
  hash: string;
  width: number;
  height: number;
  bytes: number;
  type: string;
}

export interface FeedEventsTable {
  session_id: string;
  seq: number;
  type: string;
  at: number;
  photo_id: string | null;
  message_id: Generated<string | null>;
}

export interface Tables
  extends
    AccountTables,
    AuditTables,
    LogoTables,
    MediaTables,
    MessageTables,
    PhotoTables,
    StatisticsTables,
    TakedownTables {
  relay_settings: RelaySettingsTable;
  sessions: SessionsTable;
  devices: DevicesTable;
  device_sessions: DeviceSessionsTable;
  blobs: BlobsTable;
  blob_uploads: BlobUploadsTable;
  photos: PhotosTable;
  photo_renditions: PhotoRenditionsTable;
  feed_events: FeedEventsTable;
}

export type SessionRow = Selectable<SessionsTable>;
export type DeviceRow = Selectable<DevicesTable>;
export type BlobRow = Selectable<BlobsTable>;
export type PhotoRow = Selectable<PhotosTable>;
export type NewPhotoRow = Insertable<PhotosTable>;
export type RenditionRow = Selectable<PhotoRenditionsTable>;
export type FeedEventRow = Selectable<FeedEventsTable>;
export type NewFeedEventRow = Insertable<FeedEventsTable>;
