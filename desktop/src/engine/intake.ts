import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Recipe, TemplateVariables } from '@picture-live/shared/domain';
import { assertNever, PictureLiveError } from '@picture-live/shared/errors';
import type { DiskPatience } from './disk-patience.ts';
import type { Gate } from './gate/gate.ts';
import { readCameraMetadata } from './ingest/camera-metadata.ts';
import { identify } from './ingest/identity.ts';
import { readXmpRating } from './ingest/xmp-rating.ts';
import { looksAlike } from './ingest/likeness.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { FilePlace, FrameIdentity, ShotFacts, ShotOrigin } from './ledger/records.ts';
import { createLimiter } from './limiter.ts';
import { recipeHash } from './recipes/recipe-book.ts';
import { toContent } from './render/content.ts';
import { type Rendered, render } from './render/render.ts';
import type { Spool } from './render/spool.ts';
import type { Candidate, SettledFile, SettleOutcome } from './settle/outcome.ts';

export interface IntakeParts {
  ledger: Ledger;
  spool: Spool;
  recipe: () => Recipe;
  /** What the texts of the recipe say about a shot. */
  variables: (facts: ShotFacts, place: FilePlace) => TemplateVariables;
  /** Reads a drawing of the recipe. */
  artwork: (hash: string) => Promise<Buffer>;
  /** What is known besides the file's own bytes; none in tests that are not about it. */
  surroundings?: Surroundings;
  patiently: DiskPatience;
  now: () => number;
  /** Shots whose view changed, and ids that turned out to be nothing of their own. */
  onChange: (shotIds: readonly string[], removed: readonly string[]) => void;
  gate: Pick<Gate, 'judge' | 'rate' | 'watch'>;
  /** Something new is in the outbox. */
  onQueued: () => void;
  /** A failure of ours, not of the file's. */
  onError: (error: unknown, file: FilePlace) => void;
}

export interface Surroundings {
  origin: (place: FilePlace) => ShotOrigin;
  /** Milliseconds to add to what this camera's clock says. */
  clockOffset: (camera: FrameIdentity) => number;
  /** It is a new version of a photo of another session. */
  isVersionElsewhere: (place: FilePlace, frame: FrameIdentity) => boolean;
}

const VERSION_ELSEWHERE =
  'It is a new version of a photo of another session. Switch to that session, and it is replaced there.';

/**
 * Takes what the settler says of each file through ingest and render into the ledger and the
 * outbox.
 */
export function createIntake(parts: IntakeParts) {
  const { ledger, patiently, onChange, surroundings } = parts;
  const limited = createLimiter(availableParallelism());
  // Two contents of one path must enter in the order in which they were read.
  const lastAtPath = new Map<string, Promise<void>>();

  function take(outcome: SettleOutcome): void {
    const place = placeOf(outcome.kind === 'complete' ? outcome.file.candidate : outcome.candidate);
    const key = `${place.hotFolderId}/${place.path}`;
    const before = lastAtPath.get(key) ?? Promise.resolve();
    const work = before
      .then(() => handle(outcome, place))
      .catch((error: unknown) => unexpected(error, place))
      .finally(() => {
        if (outcome.kind === 'complete') outcome.release();
        if (lastAtPath.get(key) === work) lastAtPath.delete(key);
      });
    lastAtPath.set(key, work);
  }

  async function handle(outcome: SettleOutcome, place: FilePlace): Promise<void> {
    switch (outcome.kind) {
      case 'complete':
        return outcome.file.format === 'xmp'
          ? readNotes(outcome.file, place)
          : limited(() => develop(outcome.file, place));
      case 'unsupported': {
        const { signature, reason } = outcome;
        return changed(await patiently(() => ledger.files.unsupported(place, signature, reason)));
      }
      case 'incomplete': {
        const { signature, reason } = outcome;
        return changed(
          await patiently(() => ledger.files.failed(place, signature, { reason, canRetry: true })),
        );
      }
      case 'gone': {
        const sighting = await patiently(() => ledger.files.vanished(place, outcome.ino));
        return sighting ? onChange([sighting.shotId], sighting.removed) : undefined;
      }
      default:
        return assertNever(outcome);
    }
  }

  async function readNotes(file: SettledFile, place: FilePlace): Promise<void> {
    const rating = readXmpRating(file.bytes.toString('utf8'));
    const shotIds = await patiently(() => ledger.sidecars.read(place, file.signature, rating));
    // Named like a picture before it was looked into.
    onChange([], await patiently(() => ledger.files.deleted(place)));
    if (rating !== null && shotIds.length > 0) await parts.gate.rate(shotIds, rating, 'file');
  }

  async function develop(file: SettledFile, place: FilePlace): Promise<void> {
    changed(await patiently(() => ledger.files.rendering(place)));
    const arrivedFrom = await patiently(() => ledger.files.arrivedFrom(place, file.signature.ino));
    const sourceHash = createHash('sha256').update(file.bytes).digest('hex');
    const duplicate = await patiently(() =>
      ledger.shots.attachDuplicate(place, file.signature, sourceHash),
    );
    if (duplicate) return onChange([duplicate.shotId], [...duplicate.removed, ...arrivedFrom]);
    const read = readFacts(file, sourceHash, surroundings?.clockOffset);
    if (surroundings?.isVersionElsewhere(place, read)) {
      const { signature } = file;
      const tell = () => ledger.files.unsupported(place, signature, VERSION_ELSEWHERE);
      return changed(await patiently(tell));
    }
    const recipe = parts.recipe();
    const rendered = await rendersOrSays(file, place, recipe, parts.variables(read, place));
    if (!rendered) return;
    const facts = { ...read, rating: ledger.sidecars.ratingBeside(place) ?? read.rating };
    const entry = await patiently(() =>
      ledger.shots.enter(
        {
          place,
          facts,
          signature: file.signature,
          ...toContent(rendered),
          recipeHash: recipeHash(recipe),
          ...(surroundings && { origin: surroundings.origin(place) }),
        },
        (known) =>
          identify({ ...facts, path: place.path }, known, (other) =>
            looksAlike(rendered.thumbhash, other.thumbhash),
          ),
        parts.gate.judge(facts.rating),
      ),
    );
    onChange([entry.shotId], [...entry.removed, ...arrivedFrom]);
    // Stars that came with a new version may let out what the gate has held.
    if (facts.rating !== null) await parts.gate.rate([entry.shotId], facts.rating, 'file');
    parts.gate.watch();
    parts.onQueued();
  }

  /** Null where the file itself is at fault, which is then in the ledger. */
  async function rendersOrSays(
    file: SettledFile,
    place: FilePlace,
    recipe: Recipe,
    variables: TemplateVariables,
  ): Promise<Rendered | null> {
    try {
      const { bytes, picture } = file;
      const container = picture === bytes ? null : bytes;
      const source = { picture, container, variables, artwork: parts.artwork };
      return await patiently(() => render(source, recipe, parts.spool, parts.now));
    } catch (error) {
      if (!(error instanceof PictureLiveError) || error.retry) throw error;
      const setback = { reason: error.message, canRetry: true };
      changed(await patiently(() => ledger.files.failed(place, file.signature, setback)));
      return null;
    }
  }

  /** A failure of ours: said in the ledger and the log, and the file can be tried again. */
  function unexpected(error: unknown, place: FilePlace): void {
    if (isAbort(error)) return;
    parts.onError(error, place);
    const cause = error instanceof Error ? error.message : String(error);
    const reason = `Picture Live failed on this file (${cause}). Retry; if it happens again, please report it.`;
    changed(ledger.files.failed(place, null, { reason, canRetry: true }));
  }

  function changed(shotId: string): void {
    onChange([shotId], []);
  }

  return {
    take,
    /** Resolves when nothing is in hand any more. */
    async drained(): Promise<void> {
      while (lastAtPath.size > 0) await Promise.all(lastAtPath.values());
    },
  };
}

export type Intake = ReturnType<typeof createIntake>;

function readFacts(
  file: SettledFile,
  sourceHash: string,
  clockOffset: Surroundings['clockOffset'] = () => 0,
): ShotFacts {
  const { capturedAt, ...frame } = readCameraMetadata(file.bytes, file.picture);
  return {
    ...frame,
    isRaw: file.picture !== file.bytes,
    sourceHash,
    bytes: file.bytes.length,
    capturedAt:
      capturedAt === null ? Math.round(file.signature.mtimeMs) : capturedAt + clockOffset(frame),
    fileCompleteAt: Math.round(file.completeAt),
  };
}

function placeOf({ hotFolderId, path }: Candidate): FilePlace {
  return { hotFolderId, path };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
