import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { DatabaseUnavailable, explainQuery } from './failures.ts';

/** What the driver says when `query_timeout` has passed; it has no code for it. */
const NO_REPLY = 'Query read timeout';
/** How long a connection that should end may take: a dead network never says that it has ended. */
const END_MS = 3_000;

/**
 * The pool of the driver as Kysely takes it. Failures come out in the words of the error table,
 * and a connection that broke is never used again.
 *
 * @param onLost told of every connection that breaks.
 */
export function guardPool(pool: pg.Pool, onLost: (error: Error) => void): PostgresPool {
  const lost = new WeakSet<pg.PoolClient>();
  // A connection may break while nobody is asking it anything; unheard, that ends the process.
  pool.on('connect', (client) => {
    client.on('error', () => lost.add(client));
  });
  pool.on('error', onLost);
  return {
    options: pool.options,
    connect: async () => {
      try {
        return guardClient(await pool.connect(), lost, onLost);
      } catch (error) {
        throw new DatabaseUnavailable(error);
      }
    },
    end: async () => endPool(pool),
  };
}

/** One per reservation: Kysely keeps what it knows of a connection by this object. */
function guardClient(
  client: pg.PoolClient,
  lost: WeakSet<pg.PoolClient>,
  onLost: (error: Error) => void,
): PostgresPoolClient {
  const kyselys: PostgresPoolClient = client;
  const ask = async <R>(
    text: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> => {
    try {
      return await kyselys.query<R>(text, [...parameters]);
    } catch (error) {
      if (error instanceof Error && error.message === NO_REPLY) lost.add(client);
      if (lost.has(client) && error instanceof Error) onLost(error);
      throw explainQuery(error, lost.has(client));
    }
  };
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('The relay was given no cursors to read with.');
    return ask<R>(text, parameters);
  }
  return {
    query,
    release: (destroy) => client.release(destroy === true || lost.has(client)),
  };
}

async function endPool(pool: pg.Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, END_MS)));
  await Promise.race([pool.end(), patience]);
  clearTimeout(timer);
}
