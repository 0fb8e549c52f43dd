import { describe, expect, it } from 'vitest';
import type { FileSignature } from './outcome.ts';
import {
  completeAt,
  DEFAULT_TIMING as timing,
  inspected,
  looked,
  nextStep,
  quietForWhole,
  startTrack,
  troubled,
  type Finding,
  type Track,
} from './track.ts';

const T = 1_780_000_000_000;

function signature(size: number, mtimeMs: number, ino = 7): FileSignature {
  return { size, mtimeMs, ino };
}

/** Looks (this long after `T`) at a file of this size and time (relative to `T` as well). */
function lookedAt(track: Track, at: number, size: number, mtime: number): Track {
  return looked(track, { at: T + at, signature: signature(size, T + mtime) });
}

/** A file that stopped growing at `T + 10`, as seen by the look at `T + 25`. */
function resting(): Track {
  return lookedAt(lookedAt(startTrack({ seenAt: T }), 0, 100, -1), 25, 5000, 10);
}

function found(track: Track, finding: Finding, at: number): Track {
  return inspected(track, finding, T + at);
}

const torn = (kind: 'cut' | 'hole'): Finding => ({ kind: 'torn', fault: { kind } });

describe('a file that grows', () => {
  it('is looked at again soon, and not into', () => {
    const track = lookedAt(startTrack({ seenAt: T }), 0, 100, -1);
    expect(nextStep(track, T, timing)).toEqual({ do: 'look', at: T + timing.poll });
  });

  it('is looked into when it has been quiet since its last write, not since it was noticed', () => {
    expect(nextStep(resting(), T + 49, timing)).toEqual({ do: 'look', at: T + 50 });
    expect(nextStep(resting(), T + 50, timing)).toEqual({ do: 'inspect', thorough: false });
  });

  it('is waited for anew after every change of size, time or inode', () => {
    const before = lookedAt(resting(), 50, 5000, 10);
    for (const changed of [
      signature(5001, T + 10),
      signature(5000, T + 60),
      signature(5000, T + 10, 8),
    ]) {
      const track = looked(before, { at: T + 75, signature: changed });
      expect(nextStep(track, T + 75, timing).do).toBe('look');
    }
  });

  it('is not believed by a modification time that somebody set', () => {
    const first = lookedAt(startTrack({ seenAt: T }), 0, 5000, -86_400_000);
    expect(nextStep(first, T + 39, timing).do).toBe('look');
    const future = lookedAt(lookedAt(startTrack({ seenAt: T }), 0, 1, 0), 25, 5000, 99_999);
    expect(nextStep(future, T + 60, timing).do).toBe('look');
    expect(nextStep(future, T + 65, timing).do).toBe('inspect');
  });

  it('is waited for anew when the clock was set back', () => {
    const track = lookedAt(resting(), -3_600_000, 5000, 10);
    const now = T - 3_600_000;
    expect(nextStep(track, now, timing)).toEqual({ do: 'look', at: now + timing.poll });
    expect(nextStep(track, now + timing.quiet, timing).do).toBe('inspect');
  });
});

describe('how long a whole JPEG must be quiet', () => {
  const whole = { trailer: 'none', doubtful: false } as const;

  it('is short where it ends with its picture, longer where more could follow', () => {
    expect(quietForWhole(resting(), whole, timing)).toBe(timing.quiet);
    const unknown = { ...whole, trailer: 'unknown' } as const;
    expect(quietForWhole(resting(), unknown, timing)).toBe(timing.trailerQuiet);
    expect(quietForWhole(resting(), { ...whole, doubtful: true }, timing)).toBe(timing.doubtQuiet);
  });

  it('is longer for a file that is written over, and it is not looked into before', () => {
    const old = lookedAt(startTrack({ seenAt: T, rewritten: true }), 0, 5000, -5);
    expect(quietForWhole(old, whole, timing)).toBe(timing.rewriteQuiet);
    expect(nextStep(old, T + 499, timing).do).toBe('look');
    expect(nextStep(old, T + 500, timing)).toEqual({ do: 'inspect', thorough: true });
  });

  it('passes before the file is read again', () => {
    const track = found(resting(), { kind: 'whole', quiet: 250 }, 60);
    expect(nextStep(track, T + 60, timing).do).toBe('look');
    expect(nextStep(track, T + 260, timing)).toEqual({ do: 'inspect', thorough: true });
  });
});

describe('a file that does not end like a JPEG', () => {
  it('is read only when it has been quiet for longer', () => {
    const track = found(resting(), { kind: 'early' }, 50);
    expect(nextStep(track, T + 200, timing).do).toBe('look');
    expect(nextStep(track, T + 260, timing)).toEqual({ do: 'inspect', thorough: true });
  });
});

describe('a file that is not published', () => {
  it('is reported when it has been quiet for half a second', () => {
    const finding = { kind: 'foreign', format: 'video' } as const;
    const track = found(resting(), finding, 50);
    expect(nextStep(track, T + 509, timing).do).toBe('look');
    expect(nextStep(track, T + 510, timing)).toEqual({ do: 'report_unsupported', finding });
  });
});

describe('a torn file', () => {
  it('is reported as incomplete after the patience, from what was found then', () => {
    const early = found(resting(), torn('cut'), 50);
    expect(nextStep(early, T + 2009, timing).do).toBe('look');
    expect(nextStep(early, T + 2010, timing)).toEqual({ do: 'inspect', thorough: true });
    const late = found(early, torn('cut'), 2012);
    expect(nextStep(late, T + 2012, timing)).toEqual({
      do: 'report_incomplete',
      fault: { kind: 'cut' },
    });
  });

  it('is looked into again at growing intervals where zeros may fill up without a trace', () => {
    const track = found(resting(), torn('hole'), 110);
    expect(nextStep(track, T + 200, timing).do).toBe('look');
    expect(nextStep(track, T + 210, timing).do).toBe('inspect');
    const again = found(track, torn('hole'), 210);
    expect(nextStep(again, T + 300, timing).do).toBe('look');
    expect(nextStep(again, T + 410, timing).do).toBe('inspect');
  });

  it('is looked at less and less often, but never less than four times a second', () => {
    const track = found(resting(), torn('cut'), 50);
    const waits = [60, 300, 900, 1500].map((at) => {
      const step = nextStep(track, T + at, timing);
      return step.do === 'look' ? step.at - T - at : 0;
    });
    expect(waits).toEqual([25, 72.5, 222.5, 250]);
  });

  it('is a new case as soon as it changes', () => {
    const track = lookedAt(found(resting(), torn('cut'), 50), 100, 9000, 95);
    expect(track.finding).toBeNull();
    expect(nextStep(track, T + 136, timing)).toEqual({ do: 'inspect', thorough: false });
  });
});

describe('a file that the system does not give out', () => {
  it('is tried again, more and more slowly, and reported as forbidden after the patience', () => {
    const first = troubled(resting(), 'EACCES', T + 50);
    expect(nextStep(first, T + 50, timing)).toEqual({ do: 'look', at: T + 100 });
    const tried = lookedAt(first, 100, 5000, 10);
    expect(nextStep(tried, T + 100, timing)).toEqual({ do: 'inspect', thorough: true });
    const second = troubled(tried, 'EACCES', T + 2050);
    expect(nextStep(second, T + 2050, timing)).toEqual({
      do: 'report_incomplete',
      fault: { kind: 'trouble', code: 'EACCES' },
    });
    expect(nextStep({ ...second, reported: true }, T + 2050, timing)).toEqual({
      do: 'look',
      at: T + 2050 + timing.recheck,
    });
  });

  it('gets more time where the reason passes by itself', () => {
    const first = troubled(resting(), 'EMFILE', T + 50);
    const second = troubled(lookedAt(first, 100, 5000, 10), 'EMFILE', T + 2050);
    expect(nextStep(second, T + 2050, timing).do).toBe('look');
    expect(nextStep(second, T + 50 + timing.troublePatience, timing).do).toBe('report_incomplete');
  });

  it('starts anew once it can be read', () => {
    const track = found(troubled(resting(), 'EIO', T + 50), torn('cut'), 90);
    expect(track.trouble).toBeNull();
  });
});

describe('when the last byte was there', () => {
  it('is the time of the last write, where it was written while we watched', () => {
    expect(completeAt(resting(), T + 10)).toBe(T + 10);
  });

  it('is the first sight of this state for a file that was moved in or there before', () => {
    const old = lookedAt(startTrack({ seenAt: T }), 3, 5000, -86_400_000);
    expect(completeAt(old, T - 2)).toBe(T + 3);
    const movedFresh = lookedAt(startTrack({ seenAt: T }), 3, 5000, -4000);
    expect(completeAt(movedFresh, T)).toBe(T + 3);
  });

  it('is the first sight of this state where another clock wrote the time', () => {
    const ahead = lookedAt(lookedAt(startTrack({ seenAt: T }), 0, 1, 0), 25, 5000, 60_000);
    expect(completeAt(ahead, T + 60_000)).toBe(T + 25);
  });
});
