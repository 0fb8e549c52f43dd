import type { Timeline } from '../../../bridge/contract.ts';

/** One step of a shot's way to the guests. */
export interface Step {
  name: keyof Timeline;
  /** Milliseconds since the file was complete; null: not there yet. */
  after: number | null;
  /** Where its bar begins and ends, as shares (0…1) of the whole way so far. */
  from: number;
  to: number;
}

const STEPS = ['rendered', 'stored', 'published', 'painted'] as const;

/** The steps after "file complete"; each bar begins where the step before it ended. */
export function wayOf(timeline: Timeline): readonly Step[] {
  const { fileComplete } = timeline;
  const after = (name: keyof Timeline) => {
    const at = timeline[name];
    // Clocks of phones are known to a few milliseconds only: nothing comes before its file.
    return at === null || fileComplete === null ? null : Math.max(0, at - fileComplete);
  };
  const whole = Math.max(1, ...STEPS.map((name) => after(name) ?? 0));
  let reached = 0;
  return STEPS.map((name) => {
    const milliseconds = after(name);
    const from = reached / whole;
    reached = Math.max(reached, milliseconds ?? reached);
    return { name, after: milliseconds, from, to: reached / whole };
  });
}
