import { PostgresCluster } from './cluster.ts';

/*
 * A process of its own that keeps the PostgreSQL of a test run: however the run ends, even by
 * kill -9, the channel to this process closes, and PostgreSQL and its folder go with it.
 */

const abandoned = new Promise<void>((resolve) => process.once('disconnect', resolve));
const cluster = await PostgresCluster.create();
if (process.connected) process.send?.(cluster.settings);
await abandoned;
await cluster.remove();
