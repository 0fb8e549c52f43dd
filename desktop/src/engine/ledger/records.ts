import type { RenditionName } from '@picture-live/shared/protocol';
import type { FileSignature } from '../settle/outcome.ts';

/** Where a shot is, as the ledger keeps it; "uploading" is not a state but a moment of `queued`. */
export type StoredState =
  | 'arriving'
  | 'rendering'
  | 'held'
  | 'rejected'
  | 'queued'
  | 'live'
  | 'retracted'
  | 'unpublished'
  | 'failed';

/** Whether a shot that is ready goes out; `releaseAt` (epoch milliseconds): by itself, then. */
export type GateVerdict = { kind: 'pass' } | { kind: 'hold'; releaseAt: number | null };

/** A path inside a hot folder. */
export interface FilePlace {
  hotFolderId: string;
  path: string;
}

/** What recognises a frame whatever its file is called. Null where the camera did not say. */
export interface FrameIdentity {
  /** Local date and time as the camera wrote it, `YYYY:MM:DD HH:MM:SS`. */
  capturedLocal: string | null;
  /** Digits after the second. */
  capturedFraction: string | null;
  /** Serial number of the body. */
  serial: string | null;
  /** Maker and model as people say it, e.g. "Canon EOS R5". */
  camera: string | null;
}

/** What reading a file taught us, before any picture is made of it. */
export interface ShotFacts extends FrameIdentity {
  /** Stars that the camera or an editor wrote into the file. */
  rating: number | null;
  /** A RAW file, of which the JPEG in it was developed. */
  isRaw: boolean;
  sourceHash: string;
  bytes: number;
  /** Epoch milliseconds; the file's time where the camera wrote none. */
  capturedAt: number;
  fileCompleteAt: number;
}

export interface StoredRendition {
  name: RenditionName;
  hash: string;
  bytes: number;
  width: number;
  height: number;
}

/** What its hot folder says of a shot. */
export interface ShotOrigin {
  photographer: string | null;
  tag: string | null;
}

/** What was made of a content, proven. */
export interface DevelopedPicture {
  /** Of the recipe; see `recipeHash`. */
  recipeHash: string;
  width: number;
  height: number;
  thumbhash: string;
  renderedAt: number;
  metadataProvenAt: number;
  renditions: readonly StoredRendition[];
  /** What the recipe says of it. */
  caption?: string;
  origin?: ShotOrigin;
}

/** A content that has been developed and proven, ready to enter the ledger. */
export interface DevelopedShot extends DevelopedPicture {
  place: FilePlace;
  signature: FileSignature;
  facts: ShotFacts;
}

/** A shot as far as recognising it needs. */
export interface KnownShot extends FrameIdentity {
  isRaw: boolean;
  shotId: string;
  revision: number;
  sourceHash: string;
  path: string;
  thumbhash: string;
}

/** What a newly read content is. */
export type Identity =
  | { kind: 'duplicate'; of: KnownShot }
  /** The RAW file of a shot that is shown by a better picture: it belongs to it and changes nothing. */
  | { kind: 'companion'; of: KnownShot }
  | { kind: 'revision'; of: KnownShot }
  | { kind: 'new' };

/** What the ledger knows that could be the same picture as a newly read one. */
export interface Resemblances {
  /** The shot whose present content is exactly this. */
  sameContent: KnownShot | null;
  /** The shot that the file at this very path was before. */
  atPath: KnownShot | null;
  /** Shots of files that differ from this one in their extension only. */
  beside: readonly KnownShot[];
  /** Shots taken in the same second, the newest first. */
  sameFrame: readonly KnownShot[];
}

export type Lane = 'first' | 'full';

/** One piece of work of the outbox, with all it takes to do it. */
export interface OutboxJob {
  shotId: string;
  photoId: string;
  revision: number;
  lane: Lane;
  attempts: number;
  sourceHash: string;
  width: number;
  height: number;
  capturedAt: number;
  thumbhash: string;
  fileCompleteAt: number;
  renderedAt: number;
  storedAt: number | null;
  /** It was taken back and is about to be restored: until then the relay keeps it out of sight. */
  restores: boolean;
  /** What a new photo brings with it besides: whose it is, and what is said of it until now. */
  photographer: string | null;
  caption: string;
  tags: string[];
  renditions: Record<RenditionName, StoredRendition>;
}
