import { PostgresCluster } from '../../relay/src/testing/postgres/cluster.ts';
import { multiplyInPostgres, multiplyInSqlite } from './many-photos.ts';

/** A database under a relay that is measured. */
export interface BenchDatabase {
  name: 'SQLite' | 'PostgreSQL';
  /** The settings by which a relay finds it. */
  env: Record<string, string>;
  /** Multiplies the newest photo of a stopped relay until its session has `wanted`. */
  multiplyPhotos(dataDir: string, wanted: number): Promise<void>;
  stop(): Promise<void>;
}

/** The relay's own file. */
export function sqlite(): BenchDatabase {
  return {
    name: 'SQLite',
    env: {},
    multiplyPhotos: async (dataDir, wanted) => multiplyInSqlite(dataDir, wanted),
    stop: async () => {},
  };
}

/** A server of this run, whose commits wait for the disk. */
export async function postgres(): Promise<BenchDatabase> {
  const cluster = await PostgresCluster.create({ durable: true });
  const { settings } = cluster;
  return {
    name: 'PostgreSQL',
    env: {
      DB_HOST: settings.host,
      DB_PORT: String(settings.port),
      DB_NAME: settings.name,
      DB_USER: settings.user,
      DB_PASSWORD: settings.password ?? '',
      JWT_SECRET: 'only-for-a-bench-on-this-machine-'.repeat(2),
    },
    multiplyPhotos: (_dataDir, wanted) => multiplyInPostgres(settings, wanted),
    stop: () => cluster.remove(),
  };
}

/** Measures on both, one after the other. */
export async function onBothDatabases<T>(
  measure: (database: BenchDatabase) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const open of [sqlite, postgres]) {
    const database = await open();
    try {
      results.push(await measure(database));
    } finally {
      await database.stop();
    }
  }
  return results;
}
