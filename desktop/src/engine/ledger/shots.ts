import { extname } from 'node:path';
import type { RenditionName } from '@picture-live/shared/protocol';
import type { FileSignature } from '../settle/outcome.ts';
import type { FilesLedger, Sighting } from './files.ts';
import type { LedgerDatabase } from './open.ts';
import type { OutboxQueue } from './queue.ts';
import type { ShotSource } from './redevelop.ts';
import type {
  DevelopedPicture,
  DevelopedShot,
  FilePlace,
  GateVerdict,
  Identity,
  KnownShot,
  Resemblances,
  ShotFacts,
  StoredState,
} from './records.ts';
import { dropEmptyShot, insertShot, type LedgerContext } from './shot-rows.ts';

/** How a developed content entered the ledger. */
export interface Entry extends Sighting {
  identity: Identity['kind'];
  revision: number;
}

interface KnownRow extends Omit<KnownShot, 'isRaw'> {
  raw: number;
}

const KNOWN_SHOT = `
  SELECT s.id AS shotId, s.revision, s.path, r.source_hash AS sourceHash, r.thumbhash, r.raw,
    r.captured_local AS capturedLocal, r.captured_fraction AS capturedFraction, r.serial, r.camera
  FROM shots s JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision`;

/** The shots part of the ledger: which content is which shot, and what was made of it. */
export function shotsLedger(
  db: LedgerDatabase,
  context: LedgerContext,
  files: FilesLedger,
  queue: Pick<OutboxQueue, 'shot'>,
) {
  const { sessionId } = context;
  const bySource = db.prepare<[string, string], KnownRow>(
    `${KNOWN_SHOT} WHERE s.session_id = ? AND r.source_hash = ?`,
  );
  const atPlace = db.prepare<[string, string, string], KnownRow>(
    `${KNOWN_SHOT} JOIN files f ON f.shot_id = s.id
     WHERE f.session_id = ? AND f.hot_folder_id = ? AND f.path = ?`,
  );
  const besides = db.prepare<[string, string, string, string, string], KnownRow>(
    `${KNOWN_SHOT} JOIN files f ON f.shot_id = s.id
     WHERE f.session_id = ? AND f.hot_folder_id = ? AND f.path > ? AND f.path < ? AND f.path <> ?
     LIMIT 20`,
  );
  const bySecond = db.prepare<[string, string], KnownRow>(
    `${KNOWN_SHOT} WHERE s.session_id = ? AND r.captured_local = ? ORDER BY s.id DESC LIMIT 200`,
  );
  const placeholderAt = db.prepare<[string, string, string], { id: string; revision: number }>(
    `SELECT s.id, s.revision FROM files f JOIN shots s ON s.id = f.shot_id
     WHERE f.session_id = ? AND f.hot_folder_id = ? AND f.path = ?`,
  );
  const repoint = db.prepare(
    `UPDATE files SET shot_id = ? WHERE session_id = ? AND hot_folder_id = ? AND path = ?`,
  );
  const clearRemark = db.prepare(
    'UPDATE shots SET reason = NULL, can_retry = 0 WHERE id = ? AND state <> ?',
  );
  const addRevision = db.prepare(
    `INSERT INTO revisions (shot_id, revision, source_hash, bytes, captured_local,
       captured_fraction, serial, camera, captured_at, raw, width, height, thumbhash,
       file_complete_at, rendered_at, metadata_proven_at, recipe_hash)
     VALUES (@shotId, @revision, @sourceHash, @bytes, @capturedLocal, @capturedFraction, @serial,
       @camera, @capturedAt, @raw, @width, @height, @thumbhash, @fileCompleteAt, @renderedAt,
       @metadataProvenAt, @recipeHash)`,
  );
  const addRendition = db.prepare(
    `INSERT INTO renditions (shot_id, revision, name, hash, bytes, width, height)
     VALUES (@shotId, @revision, @name, @hash, @bytes, @width, @height)`,
  );
  const redeveloped = db.prepare(
    `UPDATE redevelopments SET state = 'done' WHERE state = 'waiting' AND shot_id IN
       (SELECT id FROM shots WHERE id = ? AND revision = ?)`,
  );
  const setReleased = db.prepare(
    'UPDATE revisions SET released_at = ? WHERE shot_id = ? AND revision = ?',
  );
  const dropOlderJobs = db.prepare('DELETE FROM outbox WHERE shot_id = ? AND revision < ?');
  const setContent = db.prepare(
    `UPDATE shots SET state = @state, release_at = @releaseAt, revision = @revision,
       rating = COALESCE(@rating, rating), reason = NULL, can_retry = 0
     WHERE id = @shotId`,
  );
  const setOrigin = db.prepare('UPDATE shots SET photographer = ?, folder_tag = ? WHERE id = ?');
  const setBeginning = db.prepare(
    'UPDATE shots SET first_caption = ?, first_tags = ? WHERE id = ?',
  );
  const stateOf = db.prepare<[string], { state: StoredState; releaseAt: number | null }>(
    'SELECT state, release_at AS releaseAt FROM shots WHERE id = ?',
  );
  const renditionOf = db.prepare<[string, number, RenditionName], { hash: string }>(
    'SELECT hash FROM renditions WHERE shot_id = ? AND revision = ? AND name = ?',
  );

  function resemblances(place: FilePlace, facts: ShotFacts): Resemblances {
    const { hotFolderId, path } = place;
    const sameContent = bySource.get(sessionId, facts.sourceHash);
    const atPath = atPlace.get(sessionId, hotFolderId, path);
    const sameFrame =
      facts.capturedLocal === null ? [] : bySecond.all(sessionId, facts.capturedLocal);
    return {
      sameContent: sameContent ? toKnown(sameContent) : null,
      atPath: atPath ? toKnown(atPath) : null,
      beside: shotsBeside(hotFolderId, path).map(toKnown),
      sameFrame: sameFrame.map(toKnown),
    };
  }

  /** `IMG_1.CR2` lies between `IMG_1.` and `IMG_1/`, the next character. */
  function shotsBeside(hotFolderId: string, path: string): KnownRow[] {
    const stem = path.slice(0, path.length - extname(path).length);
    return besides.all(sessionId, hotFolderId, `${stem}.`, `${stem}/`, path);
  }

  /** The file at `place` now holds the content of `shotId`. */
  function attach(place: FilePlace, signature: FileSignature, shotId: string): string[] {
    const before = placeholderAt.get(sessionId, place.hotFolderId, place.path);
    repoint.run(shotId, sessionId, place.hotFolderId, place.path);
    files.remember(place, signature);
    const replaced = before && before.id !== shotId && dropEmptyShot(db, before.id);
    return replaced ? [before.id] : [];
  }

  /**
   * A new version goes where the one before it was: what is out is replaced, what a person has held,
   * rejected or taken back stays so.
   */
  function gatePlace(shotId: string, verdict: GateVerdict) {
    const now = stateOf.get(shotId);
    if (now?.state === 'held' || now?.state === 'rejected' || now?.state === 'retracted')
      return now;
    if (now?.state === 'live' || now?.state === 'queued' || verdict.kind === 'pass') {
      return { state: 'queued', releaseAt: null } as const;
    }
    return { state: 'held', releaseAt: verdict.releaseAt } as const;
  }

  function addContent(
    shotId: string,
    revision: number,
    developed: DevelopedPicture & Pick<DevelopedShot, 'facts'>,
    verdict: GateVerdict,
  ): void {
    const { width, height, thumbhash, renderedAt, metadataProvenAt, recipeHash } = developed;
    addRevision.run({
      ...developed.facts,
      raw: developed.facts.isRaw ? 1 : 0,
      shotId,
      revision,
      width,
      height,
      thumbhash,
      renderedAt,
      metadataProvenAt,
      recipeHash,
    });
    for (const rendition of developed.renditions) {
      addRendition.run({ ...rendition, shotId, revision });
    }
    const { origin, caption = '' } = developed;
    if (origin) setOrigin.run(origin.photographer, origin.tag, shotId);
    // Later versions replace the picture; what was said of the photo stays.
    const tags = JSON.stringify(origin?.tag ? [origin.tag] : []);
    if (revision === 1) setBeginning.run(caption, tags, shotId);
    dropOlderJobs.run(shotId, revision);
    const place = gatePlace(shotId, verdict);
    setContent.run({ ...place, shotId, revision, rating: developed.facts.rating });
    if (place.state === 'queued') queue.shot(shotId);
  }

  return {
    /**
     * Attaches a file to the shot that already has this very content, so that it need not be
     * developed again. Null: no shot has it.
     */
    attachDuplicate: db.transaction(
      (place: FilePlace, signature: FileSignature, sourceHash: string): Sighting | null => {
        const shot = bySource.get(sessionId, sourceHash);
        if (!shot) return null;
        clearRemark.run(shot.shotId, 'failed');
        return { shotId: shot.shotId, removed: attach(place, signature, shot.shotId) };
      },
    ),

    /**
     * Enters a developed content: has it decided which shot it is, keeps what was made of it, and
     * queues it for the relay where the gate lets it, all in one transaction.
     */
    enter: db.transaction(
      (
        developed: DevelopedShot,
        decide: (known: Resemblances) => Identity,
        verdict: GateVerdict = { kind: 'pass' },
      ): Entry => {
        const { place, facts, signature } = developed;
        const identity = decide(resemblances(place, facts));
        if (identity.kind === 'duplicate' || identity.kind === 'companion') {
          const { shotId, revision } = identity.of;
          return {
            identity: identity.kind,
            shotId,
            revision,
            removed: attach(place, signature, shotId),
          };
        }
        const shotId =
          identity.kind === 'revision'
            ? identity.of.shotId
            : (unreadShotAt(place) ?? insertShot(db, context, place, facts.fileCompleteAt));
        const revision = identity.kind === 'revision' ? identity.of.revision + 1 : 1;
        addContent(shotId, revision, developed, verdict);
        return {
          identity: identity.kind,
          shotId,
          revision,
          removed: attach(place, signature, shotId),
        };
      },
    ),

    /**
     * The same content as a new revision, made by another recipe. False: nobody waits for it any
     * more, or the shot has a newer content already.
     */
    redeveloped: db.transaction((source: ShotSource, developed: DevelopedPicture): boolean => {
      const { shotId } = source;
      if (redeveloped.run(shotId, source.revision).changes === 0) return false;
      const revision = source.revision + 1;
      const facts = { ...source, rating: null };
      addContent(shotId, revision, { ...developed, facts }, { kind: 'pass' });
      // Guests have waited since now, not since the shot was taken.
      setReleased.run(context.now(), shotId, revision);
      return true;
    }),

    /** The blob of a rendition; undefined where there is none. */
    renditionHash: (shotId: string, revision: number, name: RenditionName): string | undefined =>
      renditionOf.get(shotId, revision, name)?.hash,
  };

  /** The shot noted at first sight of the file, while it is still nothing else. */
  function unreadShotAt(place: FilePlace): string | null {
    const shot = placeholderAt.get(sessionId, place.hotFolderId, place.path);
    return shot?.revision === 0 ? shot.id : null;
  }
}

function toKnown({ raw, ...shot }: KnownRow): KnownShot {
  return { ...shot, isRaw: raw === 1 };
}

export type ShotsLedger = ReturnType<typeof shotsLedger>;
