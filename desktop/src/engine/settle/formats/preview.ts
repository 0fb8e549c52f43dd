import { readPictureSize } from '@picture-live/shared/imaging';
import { walkJpeg } from '../jpeg/walk.ts';
import type { FileVerdict, PictureSize } from './verdict.ts';

/** Long edge, in pixels, from which on a preview can stand for the photo on a guest's screen. */
export const MIN_PREVIEW_EDGE = 1600;

const START = Buffer.from([0xff, 0xd8, 0xff]);

interface Candidate extends PictureSize {
  verdict: FileVerdict;
}

/**
 * Finds the largest JPEG in a RAW file: what the camera made of the frame itself. Found by its
 * structure and not by the maker's directories, because each maker keeps it in another place and
 * new bodies find new ones; what is found is checked like a JPEG of its own.
 */
export function findPreview(raw: Buffer): FileVerdict {
  let largest: Candidate | null = null;
  let at = raw.indexOf(START);
  while (at !== -1) {
    const { candidate, next } = lookAt(raw, at);
    if (candidate !== null && (largest === null || pixels(candidate) > pixels(largest))) {
      largest = candidate;
    }
    at = raw.indexOf(START, next);
  }
  if (largest === null || Math.max(largest.width, largest.height) < MIN_PREVIEW_EDGE) {
    const size = largest && { width: largest.width, height: largest.height };
    return { kind: 'no_preview', largest: size };
  }
  return largest.verdict;
}

/** `next`: where to look on, behind a picture so that its own thumbnail is not taken for another. */
function lookAt(raw: Buffer, at: number): { candidate: Candidate | null; next: number } {
  const rest = raw.subarray(at);
  const size = readPictureSize(rest);
  // Sensor data is coded as lossless JPEG by some makers; bytes may look like a start by chance.
  if (size === null || size.isLossless) return { candidate: null, next: at + START.length };
  const found = walkJpeg(rest);
  const candidate = (verdict: FileVerdict): Candidate => ({ ...size, verdict });
  if (found.kind === 'whole') {
    const { end, scans, doubtful } = found;
    const picture = rest.subarray(0, end);
    const whole = candidate({ kind: 'whole', picture, trailer: 'none', scans, doubtful });
    return { candidate: whole, next: at + end };
  }
  if (found.kind === 'hole') {
    const hole = at + found.at;
    return { candidate: candidate({ kind: 'hole', at: hole }), next: hole };
  }
  if (found.kind === 'cut') return { candidate: candidate(found), next: raw.length };
  return { candidate: null, next: at + START.length };
}

function pixels({ width, height }: PictureSize): number {
  return width * height;
}
