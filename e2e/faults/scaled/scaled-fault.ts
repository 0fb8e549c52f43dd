import { whyNotScaled } from '../../scaled/scaled.ts';
import type { Fault, FaultOptions, Outcome } from '../outcome.ts';
import { setScaledStage, type ScaledStage } from './stage.ts';

/** Something that happens to two relays or what is behind them. */
export type ScaledFault = (
  stage: ScaledStage,
  options: FaultOptions,
) => Promise<Pick<Outcome, 'story' | 'problems'>>;

/** The faults by their names, as one, on a stage of its own. */
export function scaledFault(faults: Record<string, ScaledFault>): Fault {
  return async (options) => {
    const why = await whyNotScaled();
    if (why !== null) return Object.keys(faults).map((fault) => notRun(fault, why));
    const stage = await setScaledStage();
    const outcomes: Outcome[] = [];
    try {
      for (const [fault, happen] of Object.entries(faults)) {
        outcomes.push({ fault, ...(await happen(stage, options)) });
      }
      return outcomes;
    } finally {
      await stage.stop();
    }
  };
}

function notRun(fault: string, why: string): Outcome {
  return { fault, story: '', problems: [], notRun: why };
}
