import { createHash } from 'node:crypto';
import { PictureLiveError } from '@picture-live/shared/errors';
import { toPictureLiveError } from '../../errors/to-picture-live-error.ts';
import type { IncomingFile, Intake } from '../../storage/intake.ts';
import type { FormFile } from './read-form.ts';

/** A file of a form as it lies on disk, or why it does not. */
export type ReceivedFile =
  | { name: string; ok: true; file: IncomingFile; hash: string; at: number }
  | { name: string; ok: false; failure: PictureLiveError };

/** Writes one file of a form to disk. Its own faults are its own: they do not end the request. */
export async function receiveFile(
  { intake, now }: { intake: Intake; now: () => number },
  { name, stream }: FormFile,
): Promise<ReceivedFile> {
  let file: IncomingFile | null = null;
  try {
    file = await intake.begin();
    const digest = createHash('sha256');
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new Error('A file is read as bytes.');
      digest.update(chunk);
      await file.write(chunk);
    }
    await file.close();
    if (stream.truncated) throw new PictureLiveError('blob_too_large');
    return { name, ok: true, file, hash: digest.digest('hex'), at: now() };
  } catch (thrown) {
    await file?.discard();
    // The form goes on behind it.
    stream.resume();
    return { name, ok: false, failure: toPictureLiveError(thrown) };
  }
}

export async function discardAll(received: readonly ReceivedFile[]): Promise<void> {
  for (const one of received) if (one.ok) await one.file.discard();
}
