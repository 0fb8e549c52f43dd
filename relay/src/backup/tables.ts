/**
 * Every table of the relay that a backup holds, those before that others refer to. A new table
 * needs its line here; a test compares the list with the database.
 */
export const BACKED_UP = [
  'relay_settings',
  'users',
  'logins',
  'refresh_tokens',
  'sessions',
  'session_members',
  'invitations',
  'device_pairings',
  'devices',
  'device_sessions',
  'media_keys',
  'blobs',
  'blob_uploads',
  'blob_collection',
  'session_logos',
  'photos',
  'photo_renditions',
  'photo_tags',
  'photo_likes',
  'photo_views',
  'pending_scans',
  'images',
  'messages',
  'message_reads',
  'takedowns',
  'feed_events',
  'session_numbers',
  'audit_entries',
] as const;
