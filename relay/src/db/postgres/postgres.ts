import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { PostgresSettings } from '../settings.ts';
import type { Tables } from '../tables.ts';
import type { DatabaseWatch } from '../watch.ts';
import { guardPool } from './pool.ts';
import { types } from './types.ts';

/** How long a request may wait for a connection, old or new. */
const CONNECT_MS = 5_000;
/** Every query of the relay takes milliseconds: one that does not is ended by PostgreSQL. */
const STATEMENT_MS = 15_000;
/** And given up on here when PostgreSQL does not even say that: the network is gone. */
const REPLY_GRACE_MS = 5_000;
/** A transaction that lost its process holds its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** Connections that nobody has needed for this long are closed. */
const IDLE_MS = 30_000;
/** Proxies and fail-overs are noticed: no connection lives for ever. */
const LIFETIME_S = 60 * 60;

export interface PostgresOptions {
  /** Told of every connection that breaks; the next query makes a new one. */
  onConnectionLost?: (error: Error) => void;
  /** Milliseconds a statement may take; 0 for as long as it needs. */
  statementMs?: number;
  watch?: DatabaseWatch;
}

/**
 * Opens a pool of connections to PostgreSQL; the first query makes the first of them. While
 * PostgreSQL is away every query fails with PictureLiveError `unavailable`.
 */
export function openPostgres(
  settings: PostgresSettings,
  { onConnectionLost = () => {}, statementMs = STATEMENT_MS, watch }: PostgresOptions = {},
): Kysely<Tables> {
  const pool = new pg.Pool({ ...connection(settings), ...limits(settings, statementMs), types });
  watch?.onPool(pool);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: guardPool(pool, onConnectionLost) }),
    ...(watch === undefined ? {} : { log: watch.onQuery }),
  });
}

function connection({ host, port, name, user, password, ssl }: PostgresSettings): pg.ClientConfig {
  return {
    host,
    port,
    user,
    database: name,
    // Never undefined: the driver would look for one in the environment.
    password: password ?? '',
    ssl: ssl === 'off' ? false : { rejectUnauthorized: ssl === 'verify' },
    application_name: 'picture-live',
    keepAlive: true,
  };
}

function limits({ poolMax }: PostgresSettings, statementMs: number): pg.PoolConfig {
  return {
    max: poolMax,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: LIFETIME_S,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    ...(statementMs === 0
      ? {}
      : { statement_timeout: statementMs, query_timeout: statementMs + REPLY_GRACE_MS }),
  };
}
