import type { RelayClient } from '@picture-live/shared/client';
import type { KeepOriginalReply } from '@picture-live/shared/protocol';
import type { JobParts } from './job.ts';

/** An original, and whose it is. */
export interface OriginalJob {
  /** As the relay calls it. */
  photoId: string;
  revision: number;
  original: { bytes: Buffer; hash: string; width: number; height: number };
}

export interface OriginalCarrying extends Pick<JobParts, 'sessionId' | 'pacing' | 'onSent'> {
  client: Pick<RelayClient, 'missingBlobs' | 'putBlob' | 'keepOriginal'>;
}

/**
 * Brings an original to the relay. All of it may be repeated any number of times.
 *
 * @param signal gives up the upload.
 * @throws PictureLiveError as the client does.
 */
export async function bringOriginal(
  { photoId, revision, original }: OriginalJob,
  { client, sessionId, pacing, onSent }: OriginalCarrying,
  signal: AbortSignal,
): Promise<KeepOriginalReply['outcome']> {
  const { bytes, hash, width, height } = original;
  const missing = await client.missingBlobs([hash]);
  if (missing.length > 0) {
    await client.putBlob(hash, bytes, { signal, ...pacing() });
    onSent(bytes.length);
  }
  const ref = { hash, width, height, bytes: bytes.length, type: 'image/jpeg' as const };
  const { outcome } = await client.keepOriginal(sessionId, photoId, { revision, original: ref });
  return outcome;
}
