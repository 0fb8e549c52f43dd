import type { RenditionName } from '@picture-live/shared/protocol';
import type { FileSignature } from '../settle/outcome.ts';
import type { FilesLedger, Sighting } from './files.ts';
import type { LedgerDatabase } from './open.ts';
import type {
  DevelopedShot,
  FilePlace,
  Identity,
  KnownShot,
  Resemblances,
  ShotFacts,
} from './records.ts';
import { dropEmptyShot, insertShot, type LedgerContext } from './shot-rows.ts';

/** How a developed content entered the ledger. */
export interface Entry extends Sighting {
  identity: Identity['kind'];
  revision: number;
}

const KNOWN_SHOT = `
  SELECT s.id AS shotId, s.revision, s.path, r.source_hash AS sourceHash, r.thumbhash,
    r.captured_local AS capturedLocal, r.captured_fraction AS capturedFraction, r.serial, r.camera
  FROM shots s JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision`;

/** The shots part of the ledger: which content is which shot, and what was made of it. */
export function shotsLedger(db: LedgerDatabase, context: LedgerContext, files: FilesLedger) {
  const { sessionId } = context;
  const bySource = db.prepare<[string, string], KnownShot>(
    `${KNOWN_SHOT} WHERE s.session_id = ? AND r.source_hash = ?`,
  );
  const atPlace = db.prepare<[string, string, string], KnownShot>(
    `${KNOWN_SHOT} JOIN files f ON f.shot_id = s.id
     WHERE f.session_id = ? AND f.hot_folder_id = ? AND f.path = ?`,
  );
  const bySecond = db.prepare<[string, string], KnownShot>(
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
       captured_fraction, serial, camera, captured_at, width, height, thumbhash,
       file_complete_at, rendered_at, metadata_proven_at)
     VALUES (@shotId, @revision, @sourceHash, @bytes, @capturedLocal, @capturedFraction, @serial,
       @camera, @capturedAt, @width, @height, @thumbhash, @fileCompleteAt, @renderedAt,
       @metadataProvenAt)`,
  );
  const addRendition = db.prepare(
    `INSERT INTO renditions (shot_id, revision, name, hash, bytes, width, height)
     VALUES (@shotId, @revision, @name, @hash, @bytes, @width, @height)`,
  );
  const dropOlderJobs = db.prepare('DELETE FROM outbox WHERE shot_id = ? AND revision < ?');
  const addJob = db.prepare('INSERT INTO outbox (shot_id, revision, lane) VALUES (?, ?, ?)');
  const queue = db.prepare(
    `UPDATE shots SET state = 'queued', revision = ?, reason = NULL, can_retry = 0 WHERE id = ?`,
  );
  const renditionOf = db.prepare<[string, number, RenditionName], { hash: string }>(
    'SELECT hash FROM renditions WHERE shot_id = ? AND revision = ? AND name = ?',
  );

  function resemblances(place: FilePlace, facts: ShotFacts): Resemblances {
    return {
      sameContent: bySource.get(sessionId, facts.sourceHash) ?? null,
      atPath: atPlace.get(sessionId, place.hotFolderId, place.path) ?? null,
      sameFrame: facts.capturedLocal === null ? [] : bySecond.all(sessionId, facts.capturedLocal),
    };
  }

  /** The file at `place` now holds the content of `shotId`. */
  function attach(place: FilePlace, signature: FileSignature, shotId: string): string[] {
    const before = placeholderAt.get(sessionId, place.hotFolderId, place.path);
    repoint.run(shotId, sessionId, place.hotFolderId, place.path);
    files.remember(place, signature);
    const replaced = before && before.id !== shotId && dropEmptyShot(db, before.id);
    return replaced ? [before.id] : [];
  }

  function addContent(shotId: string, revision: number, developed: DevelopedShot): void {
    const { width, height, thumbhash, renderedAt, metadataProvenAt } = developed;
    addRevision.run({
      ...developed.facts,
      shotId,
      revision,
      width,
      height,
      thumbhash,
      renderedAt,
      metadataProvenAt,
    });
    for (const rendition of developed.renditions) {
      addRendition.run({ ...rendition, shotId, revision });
    }
    dropOlderJobs.run(shotId, revision);
    addJob.run(shotId, revision, 'first');
    addJob.run(shotId, revision, 'full');
    queue.run(revision, shotId);
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
     * Enters a developed content: has it decided which shot it is, keeps what was made of it, and queues
     * it for the relay, all in one transaction.
     */
    enter: db.transaction(
      (developed: DevelopedShot, decide: (known: Resemblances) => Identity): Entry => {
        const { place, facts, signature } = developed;
        const identity = decide(resemblances(place, facts));
        if (identity.kind === 'duplicate') {
          const { shotId, revision } = identity.of;
          return {
            identity: 'duplicate',
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
        addContent(shotId, revision, developed);
        return {
          identity: identity.kind,
          shotId,
          revision,
          removed: attach(place, signature, shotId),
        };
      },
    ),

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

export type ShotsLedger = ReturnType<typeof shotsLedger>;
