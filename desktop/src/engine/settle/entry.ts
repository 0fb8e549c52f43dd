import { assertNever } from '@picture-live/shared/errors';
import type { Candidate, FileSignature, SettleOutcome } from './outcome.ts';
import { incompleteReason, noPreviewReason, tooLargeReason, unsupportedReason } from './reasons.ts';
import { startTrack, type Step, type Track, type UnsupportedFinding } from './track.ts';

/** A file on the settler's hands. */
export interface Entry {
  candidate: Candidate;
  track: Track;
  /** Somebody is at work on it; else it is on the agenda. */
  busy: boolean;
  /** Offset of the zeros that were found in it last. */
  hole: number | null;
  /** When the inode last changed (ctime). */
  inodeChangedAt: number;
  /** The offer that came while it was being worked on. */
  offeredAgain: Candidate | null;
  /** How often its outcome was refused. */
  refusals: number;
}

/** A file that was written so long before it was seen, in milliseconds, is no fresh shot. */
const BACKLOG_AGE = 60_000;
/** For a file of which not even the state could be read. */
const UNKNOWN_SIGNATURE: FileSignature = { size: 0, mtimeMs: 0, ino: 0 };

export function newEntry(candidate: Candidate): Entry {
  return {
    candidate,
    track: startTrack(candidate),
    busy: false,
    hole: null,
    inodeChangedAt: candidate.seenAt,
    offeredAgain: null,
    refusals: 0,
  };
}

/** Whether it must not wait behind the files that were there before. */
export function isFresh({ candidate, track }: Entry): boolean {
  return track.signature === null || candidate.seenAt - track.signature.mtimeMs <= BACKLOG_AGE;
}

export function goneOutcome({ candidate, track }: Entry): SettleOutcome {
  return { kind: 'gone', candidate, ino: track.signature?.ino ?? null };
}

export function unsupportedOutcome(
  { candidate, track }: Entry,
  finding: UnsupportedFinding,
  maxBytes: number,
): SettleOutcome {
  const signature = track.signature ?? UNKNOWN_SIGNATURE;
  const { format } = finding;
  const reason = reasonOf(finding, candidate.path, { bytes: signature.size, maxBytes });
  return { kind: 'unsupported', candidate, signature, format, reason };
}

function reasonOf(
  finding: UnsupportedFinding,
  name: string,
  { bytes, maxBytes }: { bytes: number; maxBytes: number },
): string {
  switch (finding.kind) {
    case 'foreign':
      return unsupportedReason(finding.format, name);
    case 'no_preview':
      return noPreviewReason(finding.largest);
    case 'too_large':
      return tooLargeReason(bytes, maxBytes);
    default:
      return assertNever(finding);
  }
}

export function incompleteOutcome(
  { candidate, track }: Entry,
  { fault }: Extract<Step, { do: 'report_incomplete' }>,
): SettleOutcome {
  const signature = track.signature ?? UNKNOWN_SIGNATURE;
  const reason = incompleteReason(fault, signature.size);
  return { kind: 'incomplete', candidate, signature, reason };
}
