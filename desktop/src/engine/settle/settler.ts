import { lstat, open } from 'node:fs/promises';
import { admitUnlessAborted } from './admission.ts';
import { createAgenda } from './agenda.ts';
import {
  goneOutcome,
  incompleteOutcome,
  isFresh,
  newEntry,
  unsupportedOutcome,
  type Entry,
} from './entry.ts';
import { inspect, type Files, type Inspection } from './inspect.ts';
import { createLane, type Lane } from './lane.ts';
import type { Candidate, FileSignature, SettleOutcome } from './outcome.ts';
import { sameSignature, signatureOf } from '../disk/signature.ts';
import { systemCode } from '../disk/system-error.ts';
import {
  completeAt,
  DEFAULT_TIMING,
  inspected,
  looked,
  nextStep,
  quietForWhole,
  troubled,
  type Step,
  type Timing,
} from './track.ts';

export interface SettlerOptions {
  /**
   * Takes what became of a file. Where it throws, the same is tried again after a while, so that
   * nothing is lost to a ledger that could not be written.
   */
  onOutcome: (outcome: SettleOutcome) => void;
  /** Resolves when so many bytes may be held in memory; the result gives them back. */
  admit: (bytes: number) => Promise<() => void>;
  /** Told what `onOutcome` or `admit` threw. Without it the error is thrown uncaught. */
  onError?: (error: unknown, candidate: Candidate) => void;
  timing?: Partial<Timing>;
  /** Larger files are not read; default 512 MB. */
  maxBytes?: number;
  /** Epoch milliseconds. */
  clock?: () => number;
  files?: Files;
}

export interface Settler {
  /** A file to settle; offers of a path that is settling already are joined. */
  offer(candidate: Candidate): void;
  /** How many files are settling. */
  pending(): number;
  /**
   * Whether the file is in hand: settling, or handed over as complete and not yet released. A new
   * offer is welcome nevertheless; it only says that this is no new file.
   */
  holds(absolutePath: string): boolean;
  /** Forgets what is settling; resolves when no file is open any more. */
  stop(): Promise<void>;
}

const MAX_BYTES = 512 * 1024 * 1024;
const MAX_LOOKS_AT_ONCE = 16;
const MAX_OPEN_FILES = 4;
const MAX_RETRY_DELAY = 30_000;

/** Waits for files to be complete, many at once, and reads each of them once. */
export function createSettler(options: SettlerOptions): Settler {
  const { onOutcome, clock = Date.now, files = { lstat, open }, maxBytes = MAX_BYTES } = options;
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const entries = new Map<string, Entry>();
  /** What was handed over as complete and is still in somebody's hands. */
  const delivered = new Map<string, FileSignature>();
  const stopping = new AbortController();
  const looks = createLane(MAX_LOOKS_AT_ONCE);
  const inspections = createLane(MAX_OPEN_FILES);
  const agenda = createAgenda((path) => {
    const entry = entries.get(path);
    if (entry !== undefined) work(entry, looks, look);
  });

  function offer(candidate: Candidate): void {
    if (stopping.signal.aborted) return;
    const entry = entries.get(candidate.absolutePath);
    if (entry === undefined) {
      const fresh = newEntry(candidate);
      entries.set(candidate.absolutePath, fresh);
      work(fresh, looks, look);
    } else if (entry.busy) entry.offeredAgain = candidate;
    else work(entry, looks, look);
  }

  /** Runs one piece of work on the entry, alone, and puts it back on the agenda. */
  function work(entry: Entry, lane: Lane, job: (entry: Entry) => Promise<void>): void {
    entry.busy = true;
    agenda.delete(entry.candidate.absolutePath);
    lane.add(async () => {
      try {
        await job(entry);
      } catch (error) {
        refuse(entry, error);
      }
    }, isFresh(entry));
  }

  async function look(entry: Entry): Promise<void> {
    const path = entry.candidate.absolutePath;
    try {
      const stats = await files.lstat(path);
      if (!stats.isFile()) return lose(entry);
      entry.inodeChangedAt = stats.ctimeMs;
      entry.track = looked(entry.track, { at: clock(), signature: signatureOf(stats) });
    } catch (error) {
      if (failedFor(entry, error) === 'gone') return;
    }
    const before = delivered.get(path);
    const { signature } = entry.track;
    if (before !== undefined && signature !== null) {
      if (sameSignature(before, signature)) return forget(entry);
      if (before.ino === signature.ino) entry.track = { ...entry.track, rewritten: true };
    }
    proceed(entry);
  }

  /** Records a refusal of the system; anything else is not for here. */
  function failedFor(entry: Entry, error: unknown): 'gone' | 'troubled' {
    const code = systemCode(error);
    if (code === null) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') {
      lose(entry);
      return 'gone';
    }
    entry.track = troubled(entry.track, code, clock());
    return 'troubled';
  }

  function proceed(entry: Entry): void {
    if (stopping.signal.aborted) return;
    if (entry.offeredAgain !== null) {
      entry.offeredAgain = null;
      return work(entry, looks, look);
    }
    const now = clock();
    const step = nextStep(entry.track, now, timing);
    switch (step.do) {
      case 'look':
        return rest(entry, step.at - now);
      case 'inspect':
        return work(entry, inspections, (it) => inspectEntry(it, step.thorough));
      case 'report_unsupported':
        return finish(entry, unsupportedOutcome(entry, step.finding, maxBytes));
      case 'report_incomplete':
        return giveUp(entry, step);
    }
  }

  /** For so many milliseconds. */
  function rest(entry: Entry, delay: number): void {
    entry.busy = false;
    agenda.set(entry.candidate.absolutePath, delay);
  }

  async function inspectEntry(entry: Entry, thorough: boolean): Promise<void> {
    const { candidate, track, hole } = entry;
    if (track.signature === null) return rest(entry, 0);
    const { signature } = track;
    const admit = (bytes: number) => admitUnlessAborted(options.admit, bytes, stopping.signal);
    let inspection: Inspection;
    try {
      inspection = await inspect(files, {
        candidate,
        signature,
        hole,
        thorough,
        rewritten: track.rewritten,
        maxBytes,
        admit,
      });
    } catch (error) {
      if (failedFor(entry, error) === 'troubled') proceed(entry);
      return;
    }
    digest(entry, signature, inspection);
  }

  function digest(entry: Entry, signature: FileSignature, inspection: Inspection): void {
    switch (inspection.kind) {
      case 'changed':
        return rest(entry, 0);
      case 'found':
        entry.hole = inspection.hole;
        entry.track = inspected(entry.track, inspection.finding, clock());
        return proceed(entry);
      case 'whole':
        return accept(entry, signature, inspection);
    }
  }

  function accept(
    entry: Entry,
    signature: FileSignature,
    { format, verdict, bytes, release }: Extract<Inspection, { kind: 'whole' }>,
  ): void {
    const now = clock();
    const quiet = quietForWhole(entry.track, verdict, timing);
    if (stopping.signal.aborted || now - entry.track.changedAt < quiet) {
      release();
      entry.track = inspected(entry.track, { kind: 'whole', quiet }, now);
      return proceed(entry);
    }
    const { candidate, track, inodeChangedAt } = entry;
    const path = candidate.absolutePath;
    delivered.set(path, signature);
    const releaseAll = () => {
      if (delivered.get(path) === signature) delivered.delete(path);
      release();
    };
    const at = Math.round(completeAt(track, inodeChangedAt));
    const { picture } = verdict;
    const file = { candidate, signature, format, bytes, picture, completeAt: at };
    try {
      finish(entry, { kind: 'complete', file, release: releaseAll });
    } catch (error) {
      releaseAll();
      throw error;
    }
  }

  function giveUp(entry: Entry, step: Extract<Step, { do: 'report_incomplete' }>): void {
    const outcome = incompleteOutcome(entry, step);
    if (step.fault.kind !== 'trouble') return finish(entry, outcome);
    // Permissions change without the file changing: this one is kept and looked at now and then.
    onOutcome(outcome);
    entry.refusals = 0;
    entry.track = { ...entry.track, reported: true };
    proceed(entry);
  }

  /** It is no longer there, which is news only where nothing was said of it. */
  function lose(entry: Entry): void {
    if (entry.track.reported) forget(entry);
    else finish(entry, goneOutcome(entry));
  }

  function finish(entry: Entry, outcome: SettleOutcome): void {
    if (stopping.signal.aborted) return;
    onOutcome(outcome);
    forget(entry);
  }

  function forget(entry: Entry): void {
    entries.delete(entry.candidate.absolutePath);
    agenda.delete(entry.candidate.absolutePath);
    if (entry.offeredAgain !== null) offer(entry.offeredAgain);
  }

  function refuse(entry: Entry, error: unknown): void {
    if (stopping.signal.aborted) return;
    entry.refusals += 1;
    rest(entry, Math.min(500 * 2 ** entry.refusals, MAX_RETRY_DELAY));
    if (options.onError === undefined) throw error;
    options.onError(error, entry.candidate);
  }

  return {
    offer,
    pending: () => entries.size,
    holds: (path) => entries.has(path) || delivered.has(path),
    async stop() {
      stopping.abort();
      agenda.stop();
      entries.clear();
      await Promise.all([looks.stop(), inspections.stop()]);
    },
  };
}
