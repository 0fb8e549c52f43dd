import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, vi } from 'vitest';
import type { Db } from '../db/database.ts';
import type { Stage } from '../matrix/stage.ts';

/** What is true of the database whatever was asked for. */
export async function assertInvariants({ db, relay }: Stage): Promise<void> {
  expect(await gapsInFeeds(db)).toEqual([]);
  expect(await wrongCounts(db)).toEqual([]);
  expect(await lostBlobs(db)).toEqual([]);
  expect(await ownerless(db)).toEqual([]);
  // The last of them may still be written.
  const incoming = path.join(relay.folder, 'relay', 'incoming');
  await vi.waitFor(async () => expect(await readdir(incoming)).toEqual([]), { timeout: 20_000 });
}

/** Sessions whose events are not 1, 2, 3 … up to `last_seq`. */
async function gapsInFeeds(db: Db): Promise<unknown[]> {
  const rows = await db
    .selectFrom('sessions')
    .leftJoin('feed_events as event', 'event.session_id', 'sessions.id')
    .select((eb) => [
      'sessions.id',
      'sessions.last_seq',
      eb.fn.count('event.seq').as('events'),
      eb.fn.max('event.seq').as('newest'),
    ])
    .groupBy(['sessions.id', 'sessions.last_seq'])
    .execute();
  return rows.filter(({ last_seq: last, events, newest }) => {
    return Number(events) !== last || (newest ?? 0) !== last;
  });
}

/** Photos and sessions that count something else than there is. */
async function wrongCounts(db: Db): Promise<unknown[]> {
  const sessions = await db
    .selectFrom('sessions')
    .select((eb) => [
      'id',
      'photo_count as said',
      eb
        .selectFrom('photos')
        .select((photo) => photo.fn.countAll().as('count'))
        .whereRef('photos.session_id', '=', 'sessions.id')
        .where('removed_at', 'is', null)
        .as('count'),
    ])
    .execute();
  const photos = await db
    .selectFrom('photos')
    .select((eb) => [
      'id',
      'like_count as said',
      eb
        .selectFrom('photo_likes')
        .select((like) => like.fn.countAll().as('count'))
        .whereRef('photo_likes.photo_id', '=', 'photos.id')
        .as('count'),
    ])
    .execute();
  return [...sessions, ...photos].filter(({ said, count }) => said !== Number(count));
}

/** Pictures that are shown, and whose bytes are on their way out or nobody knows of. */
async function lostBlobs(db: Db): Promise<unknown[]> {
  const shown = db
    .selectFrom('photos')
    .innerJoin('photo_renditions as rendition', (join) =>
      join
        .onRef('rendition.photo_id', '=', 'photos.id')
        .onRef('rendition.revision', '=', 'photos.revision'),
    )
    .where('photos.removed_at', 'is', null)
    .select('rendition.hash');
  const images = db.selectFrom('images').select('hash');
  return db
    .selectFrom(shown.union(images).as('used'))
    .leftJoin('blobs', 'blobs.hash', 'used.hash')
    .leftJoin('blob_collection as leaving', 'leaving.hash', 'used.hash')
    .where((eb) => eb.or([eb('blobs.hash', 'is', null), eb('leaving.hash', 'is not', null)]))
    .select('used.hash')
    .execute();
}

/** Sessions that have members, and nobody who may change that. */
async function ownerless(db: Db): Promise<unknown[]> {
  const rows = await db
    .selectFrom('session_members')
    .select((eb) => [
      'session_id',
      eb.fn.sum(eb.case().when('role', '=', 'owner').then(1).else(0).end()).as('owners'),
    ])
    .groupBy('session_id')
    .execute();
  return rows.filter(({ owners }) => Number(owners) === 0);
}
