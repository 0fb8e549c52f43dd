export interface FaultOptions {
  /** How often something is killed. */
  kills: number;
  /** Frames of the shoot. */
  frames: number;
  /** Of all randomness, so that a run can be repeated. */
  seed: number;
  /** Shorter outages. */
  short: boolean;
}

/** What came of one fault. */
export interface Outcome {
  fault: string;
  /** What was done, with numbers. */
  story: string;
  /** What should have held and did not; empty: all held. */
  problems: string[];
  /** Why it could not be tried here. */
  notRun?: string;
}

export type Fault = (options: FaultOptions) => Promise<Outcome[]>;
