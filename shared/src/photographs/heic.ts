import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A photograph of a phone, 480 × 320: HEIC, Display P3, a position and a serial number. Made by
 * `makePhotograph` (seed 77) and x265, of which there is none to be had here.
 */
export async function phonePhotograph(): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, 'phone.heic'));
}
