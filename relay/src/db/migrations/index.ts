import type { Migration } from 'kysely/migration';
import * as sessionsAndPhotos from './0001-sessions-and-photos.ts';

/** All migrations in the order of their names; a released one is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-sessions-and-photos': sessionsAndPhotos,
};
