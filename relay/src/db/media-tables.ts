/** The secret that the addresses of a session's pictures are signed with; a new one ends them all. */
export interface MediaKeysTable {
  session_id: string;
  /** 32 bytes in base64url. */
  secret: string;
  created_at: number;
}

/**
 * Blobs on their way out; one that is kept has no row here. See services/collection.
 *
 * `doomed`: nothing referred to it, and it can be taken back. `collecting`: its bytes are being
 * deleted now. `collected`: its bytes are gone, until somebody brings them again.
 */
export interface BlobCollectionTable {
  /** Also of stored bytes that no row of `blobs` knows. */
  hash: string;
  state: 'doomed' | 'collecting' | 'collected';
  /** When it came into this state. */
  since: number;
}

export interface MediaTables {
  media_keys: MediaKeysTable;
  blob_collection: BlobCollectionTable;
}
