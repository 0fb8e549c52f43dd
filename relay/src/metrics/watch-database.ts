import type { LogEvent } from 'kysely';
import type { DatabaseWatch } from '../db/watch.ts';
import type { Metrics } from './metrics.ts';

/** `SelectQueryNode` → `select`; what is written by hand is `raw`. */
function kindOf(event: LogEvent): string {
  return event.query.query.kind.replace(/(Query)?Node$/, '').toLowerCase();
}

/** Measures the queries of a database, and the pool of its connections where there is one. */
export function watchDatabase({ registry, queries }: Metrics): DatabaseWatch {
  return {
    onQuery: (event) => {
      const outcome = event.level === 'error' ? 'failed' : 'ok';
      queries.observe([kindOf(event), outcome], event.queryDurationMillis / 1000);
    },
    onPool: (pool) => {
      const help = 'Connections to the database, and requests that wait for one.';
      registry.read(
        { name: 'picture_live_database_pool', help, type: 'gauge', labels: ['state'] },
        () => [
          [['idle'], pool.idleCount],
          [['busy'], pool.totalCount - pool.idleCount],
          [['waiting'], pool.waitingCount],
        ],
      );
    },
  };
}
