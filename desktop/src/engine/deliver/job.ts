import { createHash } from 'node:crypto';
import type { RelayClient, UploadOptions } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import {
  MAX_PHOTOGRAPHER_LENGTH,
  MAX_TAGS,
  type PublishPhoto,
  type PublishReply,
  type RenditionName,
} from '@picture-live/shared/protocol';
import type { OutboxJob } from '../ledger/records.ts';
import type { Spool } from '../render/spool.ts';

export interface JobParts {
  client: Pick<RelayClient, 'missingBlobs' | 'putBlob' | 'publish'>;
  spool: Spool;
  sessionId: string;
  now: () => number;
  /** Adds the clock difference: laptop's epoch milliseconds → relay's. */
  toRelayClock: (at: number) => number;
  /** How uploads share the line; null: as fast as it is. */
  pacing: () => Pick<UploadOptions, 'pace' | 'slowest'> | null;
  /** Bytes that reached the relay. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** What it takes to bring blobs. */
export interface UploadParts extends Pick<JobParts, 'pacing' | 'onSent' | 'signal'> {
  client: Pick<RelayClient, 'putBlob'>;
  spool: Pick<Spool, 'read'>;
}

/** What the relay answered, and when the blobs were stored (laptop's epoch milliseconds). */
export interface Delivered {
  storedAt: number;
  reply: PublishReply;
}

/**
 * Delivers one piece of the outbox: uploads the blobs its lane needs and publishes. All of it may
 * be repeated any number of times.
 *
 * @throws PictureLiveError as the client does; `internal` without retry when the spool has lost
 *   the bytes.
 */
export async function deliver(job: OutboxJob, parts: JobParts): Promise<Delivered> {
  const names: RenditionName[] = job.lane === 'first' ? ['thumb', 'grid'] : ['full'];
  const hashes = names.map((name) => job.renditions[name].hash);
  // The first attempt sends at once; a later one may have been stored with its reply lost.
  if (job.attempts > 0) await uploadMissing(hashes, parts);
  else await Promise.all(hashes.map((hash) => upload(hash, parts)));
  const storedAt = job.storedAt ?? parts.now();
  const body = publication(job, storedAt, parts.toRelayClock);
  return { storedAt, reply: await parts.client.publish(parts.sessionId, job.photoId, body) };
}

/** Brings those blobs that the relay does not have; throws as `deliver` does. */
export async function uploadMissing(
  hashes: readonly string[],
  parts: UploadParts & { client: Pick<RelayClient, 'missingBlobs'> },
): Promise<void> {
  const missing = await parts.client.missingBlobs(hashes);
  await Promise.all(missing.map((hash) => upload(hash, parts)));
}

async function upload(hash: string, parts: UploadParts): Promise<void> {
  const { client, spool, signal, onSent } = parts;
  const bytes = await spool.read(hash);
  // Renditions were proven under this hash: other bytes are not the ones that may leave.
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== hash) {
    throw new PictureLiveError(
      'undecodable',
      'Its renditions on this laptop’s disk were deleted or damaged. Copy the file into the hot folder under a new name.',
    );
  }
  await client.putBlob(hash, bytes, { signal, ...parts.pacing() });
  onSent(bytes.length);
}

function publication(
  job: OutboxJob,
  storedAt: number,
  toRelayClock: (at: number) => number,
): PublishPhoto {
  const { thumb, grid, full } = job.renditions;
  return {
    revision: job.revision,
    sourceHash: job.sourceHash,
    width: job.width,
    height: job.height,
    capturedAt: job.capturedAt,
    thumbhash: job.thumbhash,
    renditions: {
      thumb: reference(thumb),
      grid: reference(grid),
      ...(job.lane === 'full' && { full: reference(full) }),
    },
    timeline: {
      fileComplete: toRelayClock(job.fileCompleteAt),
      rendered: toRelayClock(job.renderedAt),
      stored: toRelayClock(storedAt),
    },
    ...(job.restores && { evenIfRetracted: true }),
    ...beginning(job),
  };
}

/** Whose photo it is, and what it begins with; the relay heeds the latter of a new photo only. */
function beginning({ photographer, caption, tags }: OutboxJob): Partial<PublishPhoto> {
  return {
    photographer: (photographer ?? '').slice(0, MAX_PHOTOGRAPHER_LENGTH),
    ...(caption !== '' && { caption }),
    ...(tags.length > 0 && { tags: tags.slice(0, MAX_TAGS) }),
  };
}

function reference({ hash, width, height, bytes }: OutboxJob['renditions'][RenditionName]) {
  return { hash, width, height, bytes, type: 'image/jpeg' as const };
}
