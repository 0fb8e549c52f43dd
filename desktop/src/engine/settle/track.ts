import { assertNever } from '@picture-live/shared/errors';
import type { PictureSize } from './formats/verdict.ts';
import type { Candidate, FileFormat, FileSignature, ReadFormat } from './outcome.ts';
import type { Fault } from './reasons.ts';
import { sameSignature } from '../disk/signature.ts';

/*
 * The decisions about one file that is still settling, without timers or files: facts go in by
 * `looked`, `inspected` and `troubled`, and `nextStep` says what to do. All times are epoch
 * milliseconds, all durations milliseconds.
 */

/** How long a file must not have changed before the named thing is believed. */
export interface Timing {
  /** Between two looks at a file that may be growing. */
  poll: number;
  /** A file that is whole by its structure. */
  quiet: number;
  /** A JPEG followed by bytes that nothing accounts for: more of them may come. */
  trailerQuiet: number;
  /** A file that is not published; its structure is not checked. */
  foreignQuiet: number;
  /** A file that is written over in place: halfway it may be whole in structure. */
  rewriteQuiet: number;
  /** A picture with zeros that may be flat picture or not have arrived. */
  doubtQuiet: number;
  /** A file that is not whole: it is reported as incomplete. */
  patience: number;
  /** The same where the system could not open or read it for a passing reason. */
  troublePatience: number;
  /** Between two looks at a file that was reported as unreadable. */
  recheck: number;
}

export const DEFAULT_TIMING: Timing = {
  poll: 25,
  quiet: 40,
  trailerQuiet: 250,
  foreignQuiet: 500,
  rewriteQuiet: 500,
  doubtQuiet: 1000,
  patience: 2000,
  troublePatience: 8000,
  recheck: 10_000,
};

/** What an inspection of the bytes found, other than that it may be accepted. */
export type Finding =
  /** Whole, but to be believed only after `quiet`. */
  | { kind: 'whole'; quiet: number }
  /** Not yet worth reading: its last bytes are not those of a finished JPEG, or it is large. */
  | { kind: 'early' }
  | { kind: 'foreign'; format: Exclude<FileFormat, ReadFormat> }
  /** A RAW file without a JPEG that could stand for it. */
  | { kind: 'no_preview'; format: FileFormat; largest: PictureSize | null }
  | { kind: 'too_large'; format: FileFormat }
  | { kind: 'torn'; fault: Fault };

/** What is wrong with the kind of file and not with its bytes. */
export type UnsupportedFinding = Extract<Finding, { kind: 'foreign' | 'no_preview' | 'too_large' }>;

interface Trouble {
  code: string;
  since: number;
  count: number;
  /** It was there to be looked at again since. */
  retry: boolean;
}

/** All that is remembered about a file while it settles. */
export interface Track {
  /** When it was offered first. */
  seenAt: number;
  lookedAt: number | null;
  signature: FileSignature | null;
  /** The best estimate of its last change. */
  changedAt: number;
  /** When the present signature was seen first. */
  stateSeenAt: number;
  /** As the candidate says. */
  rewritten: boolean;
  finding: Finding | null;
  findingAt: number;
  trouble: Trouble | null;
  /** Reported as unreadable; only looked at now and then. */
  reported: boolean;
}

/** A stat of the file. */
export interface Look {
  at: number;
  signature: FileSignature;
}

export type Step =
  | { do: 'look'; at: number }
  /** `thorough`: read it all, whatever its last bytes look like. */
  | { do: 'inspect'; thorough: boolean }
  | { do: 'report_unsupported'; finding: UnsupportedFinding }
  | { do: 'report_incomplete'; fault: Fault };

/** How far the moment of a write may lie before the moment the event about it came through. */
const LATE_EVENT = 5000;

export function startTrack({
  seenAt,
  rewritten = false,
}: Pick<Candidate, 'seenAt' | 'rewritten'>): Track {
  return {
    seenAt,
    lookedAt: null,
    signature: null,
    changedAt: seenAt,
    stateSeenAt: seenAt,
    rewritten,
    finding: null,
    findingAt: 0,
    trouble: null,
    reported: false,
  };
}

export function looked(track: Track, look: Look): Track {
  const { at, signature } = look;
  const trouble = track.trouble && { ...track.trouble, retry: true };
  const same = track.signature !== null && sameSignature(track.signature, signature);
  // A clock that was set back measures nothing: the wait begins anew.
  if (same && at < track.changedAt) return { ...track, lookedAt: at, trouble, changedAt: at };
  if (same) return { ...track, lookedAt: at, trouble };
  const { mtimeMs } = signature;
  // The modification time is believed where it lies between the two looks that differ; alone it
  // proves nothing (copying programs set it at will), so the first look starts the wait.
  const dated = track.lookedAt !== null && mtimeMs > track.lookedAt && mtimeMs <= at;
  return {
    ...track,
    lookedAt: at,
    signature,
    changedAt: dated ? mtimeMs : at,
    stateSeenAt: at,
    finding: null,
    trouble: null,
    reported: false,
  };
}

export function inspected(track: Track, finding: Finding, at: number): Track {
  return { ...track, finding, findingAt: at, trouble: null, reported: false };
}

/** The system refused a stat, an open or a read; `code` is its error code. */
export function troubled(track: Track, code: string, at: number): Track {
  const before = track.trouble;
  const trouble = {
    code,
    since: before?.since ?? at,
    count: (before?.count ?? 0) + 1,
    retry: false,
  };
  return { ...track, trouble };
}

/** How long a structurally whole JPEG must have been quiet. */
export function quietForWhole(
  track: Track,
  verdict: { trailer: 'none' | 'accounted' | 'unknown'; doubtful: boolean },
  timing: Timing,
): number {
  return Math.max(
    timing.quiet,
    track.rewritten ? timing.rewriteQuiet : 0,
    verdict.trailer === 'unknown' ? timing.trailerQuiet : 0,
    verdict.doubtful ? timing.doubtQuiet : 0,
  );
}

export function nextStep(track: Track, now: number, timing: Timing): Step {
  if (track.trouble?.retry === true) return { do: 'inspect', thorough: true };
  if (track.trouble !== null) return afterTrouble(track, track.trouble, now, timing);
  const quiet = now - track.changedAt;
  const { finding } = track;
  const inspectAfter = (needed: number): Step =>
    quiet >= needed
      ? { do: 'inspect', thorough: quiet >= timing.trailerQuiet }
      : { do: 'look', at: Math.min(now + timing.poll, track.changedAt + needed) };
  if (finding === null) return inspectAfter(track.rewritten ? timing.rewriteQuiet : timing.quiet);
  switch (finding.kind) {
    case 'early':
      return inspectAfter(timing.trailerQuiet);
    case 'whole':
      return inspectAfter(finding.quiet);
    case 'foreign':
    case 'no_preview':
    case 'too_large':
      if (quiet >= timing.foreignQuiet) return { do: 'report_unsupported', finding };
      return { do: 'look', at: now + timing.poll };
    case 'torn':
      return whileTorn(track, finding.fault, now, timing);
    default:
      return assertNever(finding);
  }
}

function whileTorn(track: Track, fault: Fault, now: number, timing: Timing): Step {
  const quiet = now - track.changedAt;
  const quietAtFinding = track.findingAt - track.changedAt;
  if (quietAtFinding >= timing.patience) return { do: 'report_incomplete', fault };
  // A file mapped into memory fills up without a new modification time: look inside again, at
  // growing intervals, and once more before it is given up.
  const again = fault.kind === 'hole' || fault.kind === 'malformed';
  const due = again ? Math.max(2 * quietAtFinding, 4 * timing.poll) : timing.patience;
  if (quiet >= Math.min(due, timing.patience)) return { do: 'inspect', thorough: true };
  const wait = Math.min(Math.max(quiet / 4, timing.poll), 10 * timing.poll);
  return { do: 'look', at: now + wait };
}

function afterTrouble(track: Track, trouble: Trouble, now: number, timing: Timing): Step {
  const { code, since, count } = trouble;
  if (track.reported) return { do: 'look', at: now + timing.recheck };
  const forbidden = code === 'EACCES' || code === 'EPERM';
  if (now - since >= (forbidden ? timing.patience : timing.troublePatience)) {
    return { do: 'report_incomplete', fault: { kind: 'trouble', code } };
  }
  return { do: 'look', at: now + Math.min(timing.poll * 2 ** count, 1000) };
}

/** See `SettledFile.completeAt`. `changedAt` is the inode's own time (ctime). */
export function completeAt(track: Track, inodeChangedAt: number): number {
  const { seenAt, stateSeenAt, signature } = track;
  const mtimeMs = signature?.mtimeMs ?? stateSeenAt;
  // A file that was moved or copied with its times has a younger inode time than its bytes.
  const timesKept = inodeChangedAt - mtimeMs > 1000;
  const writtenHere = mtimeMs <= stateSeenAt && mtimeMs >= seenAt - LATE_EVENT && !timesKept;
  return writtenHere ? mtimeMs : stateSeenAt;
}
