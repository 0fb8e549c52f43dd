import { constants } from 'node:fs';
import type { lstat, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { HEAD_BYTES, identify } from './identify/identify.ts';
import { isExactlyCoded, type CodedScan } from './jpeg/coded-scan.ts';
import type { FileVerdict } from './formats/verdict.ts';
import { walkFile } from './formats/walk-file.ts';
import { endsLikeTrailer } from './jpeg/walk.ts';
import type { Candidate, FileSignature, ReadFormat } from './outcome.ts';
import { sameSignature, signatureOf } from '../disk/signature.ts';
import type { Finding } from './track.ts';
import { allZero } from './zero-run.ts';

/** The part of `node:fs/promises` that settling uses. */
export interface Files {
  lstat: typeof lstat;
  open: typeof open;
}

export interface InspectionRequest {
  candidate: Candidate;
  /** The state that was quiet; any other is `changed`. */
  signature: FileSignature;
  /** Offset of a hole found before in the same file. */
  hole: number | null;
  /** Read it all, even where the last bytes or a known hole speak against it. */
  thorough: boolean;
  /** The file was written over: it may be half the old photograph and half the new one. */
  rewritten: boolean;
  maxBytes: number;
  /** Waits for room for so many bytes and returns how to give it back. */
  admit: (bytes: number) => Promise<() => void>;
}

export type Inspection =
  | { kind: 'changed' }
  /** `hole`: where its zeros begin. */
  | { kind: 'found'; finding: Finding; hole: number | null }
  | {
      kind: 'whole';
      format: ReadFormat;
      verdict: Extract<FileVerdict, { kind: 'whole' }>;
      bytes: Buffer;
      release: () => void;
    };

type OpenFile = Awaited<ReturnType<typeof open>>;

const TAIL_BYTES = 64;
/** A beginning of so many zeros is no format's: the first bytes have not been written yet. */
const BLANK_BYTES = 16;
/** Neither follow a link nor wait for a pipe's writer; on Windows there are no such flags. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Looks into a file that has been quiet. Only one that may be whole is read, once, into one buffer,
 * and walked there.
 *
 * @throws the system's error where the file cannot be opened or read.
 */
export async function inspect(files: Files, request: InspectionRequest): Promise<Inspection> {
  const { candidate, signature } = request;
  if (signature.size === 0) return torn('empty');
  const handle = await files.open(candidate.absolutePath, OPEN_FLAGS);
  try {
    if (!(await isUnchanged(handle, signature))) return { kind: 'changed' };
    const ends = await lookAtEnds(handle, request);
    return ends.kind === 'read' ? await readWhole(handle, ends.format, request) : ends;
  } finally {
    await handle.close();
  }
}

function found(finding: Finding, hole: number | null = null): Inspection {
  return { kind: 'found', finding, hole };
}

function torn(
  kind: 'empty' | 'cut' | 'hole' | 'malformed',
  hole: number | null = null,
): Inspection {
  return found({ kind: 'torn', fault: { kind } }, hole);
}

async function isUnchanged(handle: OpenFile, signature: FileSignature): Promise<boolean> {
  const stats = await handle.stat();
  return stats.isFile() && sameSignature(signatureOf(stats), signature);
}

/** What its first and last bytes say. */
async function lookAtEnds(
  handle: OpenFile,
  { candidate, signature, hole, thorough, maxBytes }: InspectionRequest,
): Promise<Inspection | { kind: 'read'; format: ReadFormat }> {
  const { size } = signature;
  const head = await readAt(handle, 0, Math.min(HEAD_BYTES, size));
  if (head.length === 0) return { kind: 'changed' };
  if (allZero(head.subarray(0, BLANK_BYTES))) return torn('hole', 0);
  const format = identify(head, candidate.path);
  if (format === 'video' || format === 'unknown') return found({ kind: 'foreign', format });
  if (size > maxBytes) return found({ kind: 'too_large', format });
  if (thorough) return { kind: 'read', format };
  // The ends of other formats say nothing, and RAW files are too large to read in every pause.
  if (format !== 'jpeg') return found({ kind: 'early' });
  if (hole !== null && hole < size) {
    const inside = await readAt(handle, hole, Math.min(BLANK_BYTES, size - hole));
    if (allZero(inside)) return torn('hole', hole);
  }
  const tail = await readAt(handle, Math.max(0, size - TAIL_BYTES), Math.min(TAIL_BYTES, size));
  // Cameras pad with zeros behind the picture; so does a file that was made in its full size.
  const mayBeWhole = endsLikeTrailer(tail) || allZero(tail);
  return mayBeWhole ? { kind: 'read', format } : found({ kind: 'early' });
}

async function readWhole(
  handle: OpenFile,
  format: ReadFormat,
  { signature, rewritten, admit }: InspectionRequest,
): Promise<Inspection> {
  const release = await admit(signature.size);
  let kept = false;
  try {
    if (!(await isUnchanged(handle, signature))) return { kind: 'changed' };
    const bytes = await readAt(handle, 0, signature.size);
    if (bytes.length < signature.size || !(await isUnchanged(handle, signature))) {
      return { kind: 'changed' };
    }
    const verdict = walkFile(bytes, format);
    if (verdict.kind === 'no_preview') {
      return found({ kind: 'no_preview', format, largest: verdict.largest });
    }
    if (verdict.kind !== 'whole') {
      return torn(verdict.kind, verdict.kind === 'hole' ? verdict.at : null);
    }
    const doubted = verdict.scans.filter(({ suspect }) => suspect || rewritten);
    if (!(await areExactlyCoded(verdict.picture, doubted))) {
      return torn(rewritten ? 'malformed' : 'hole');
    }
    kept = true;
    return { kind: 'whole', format, verdict, bytes, release };
  } finally {
    if (!kept) release();
  }
}

/** Follows the coding of scans, a slice at a time. */
async function areExactlyCoded(bytes: Buffer, scans: readonly CodedScan[]): Promise<boolean> {
  for (const scan of scans) {
    const decoding = isExactlyCoded(bytes, scan);
    let slice = decoding.next();
    for (; slice.done !== true; slice = decoding.next()) await setImmediate();
    if (!slice.value) return false;
  }
  return true;
}

/** Up to `length` bytes from `position`; fewer where the file ends before. */
async function readAt(handle: OpenFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
