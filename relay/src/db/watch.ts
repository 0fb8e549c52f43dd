import type { LogEvent } from 'kysely';

/** The connections of a pool, as pg counts them. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Who wants to know how a database does. */
export interface DatabaseWatch {
  /** Called after every query. */
  onQuery: (event: LogEvent) => void;
  /** Called once where there is a pool; its counts go on changing. */
  onPool: (pool: PoolCounts) => void;
}
