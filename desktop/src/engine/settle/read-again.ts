import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { HEAD_BYTES, identify } from './identify/identify.ts';
import { walkFile } from './formats/walk-file.ts';

/** A file that was settled before: all of it, and the part of it that is developed. */
export interface KnownFile {
  bytes: Buffer;
  picture: Buffer;
}

/**
 * Reads a file again that was settled before.
 *
 * @param known its size and SHA-256 at that time.
 * @returns null where it is not there any more, or is not the same to the last byte.
 */
export async function readAgain(
  file: string,
  known: { bytes: number; sourceHash: string },
): Promise<KnownFile | null> {
  let bytes: Buffer;
  try {
    if ((await stat(file)).size !== known.bytes) return null;
    bytes = await readFile(file);
  } catch {
    // Whatever the reason: it cannot be read, and the caller names it.
    return null;
  }
  if (createHash('sha256').update(bytes).digest('hex') !== known.sourceHash) return null;
  const format = identify(bytes.subarray(0, HEAD_BYTES), file);
  if (format === 'video' || format === 'unknown') return null;
  const verdict = walkFile(bytes, format);
  return verdict.kind === 'whole' ? { bytes, picture: verdict.picture } : null;
}
