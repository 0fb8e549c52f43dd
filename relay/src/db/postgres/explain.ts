import pg from 'pg';
import type { PostgresSettings } from '../settings.ts';
import { DatabaseUnavailable } from './failures.ts';

/** How Node's TLS names certificates that it does not believe. */
const CERTIFICATE = /CERT|LEAF_SIGNATURE|ALTNAME/;

/**
 * One sentence for the person at the terminal why PostgreSQL cannot be used, and what to do.
 *
 * @param error what a query failed with; its causes count too.
 * @returns null where it is not about the connection.
 */
export function explainPostgres(error: unknown, settings: PostgresSettings): string | null {
  let fromHere = false;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    // Other servers refuse connections too: only what the pool failed with is PostgreSQL's.
    fromHere ||= cause instanceof DatabaseUnavailable || cause instanceof pg.DatabaseError;
    const sentence = fromHere ? explainOne(cause, settings) : null;
    if (sentence !== null) return sentence;
  }
  return null;
}

function explainOne(error: Error, { host, port, name, user }: PostgresSettings): string | null {
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOENT':
      return `PostgreSQL does not answer at ${host}:${port}: start it, or correct DB_HOST and DB_PORT.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `No machine is called ${host}: correct DB_HOST.`;
    case '28P01':
    case '28000':
      return `PostgreSQL does not let the user ${user} in: correct DB_USER and DB_PASSWORD.`;
    case '3D000':
      return `PostgreSQL has no database called ${name}: create it, or correct DB_NAME.`;
    case '42501':
      return `The user ${user} may not change tables in the database ${name}: make the user its owner.`;
    case '53300':
      return `PostgreSQL has no connection left: raise its max_connections, or lower DB_POOL_MAX.`;
    case '57P03':
      return `PostgreSQL at ${host}:${port} is still starting: try again in a moment.`;
    default:
      return explainByMessage(code, error.message, `${host}:${port}`);
  }
}

/** The driver's own failures have no codes. */
function explainByMessage(code: string, message: string, where: string): string | null {
  if (CERTIFICATE.test(code)) {
    return `The certificate of PostgreSQL at ${where} cannot be verified: name its authority in NODE_EXTRA_CA_CERTS, or set DB_SSL=require.`;
  }
  if (message.includes('does not support SSL')) {
    return `PostgreSQL at ${where} does not speak TLS: set DB_SSL=off.`;
  }
  if (message.includes('timeout')) {
    return `PostgreSQL does not answer at ${where}: start it, or correct DB_HOST and DB_PORT.`;
  }
  return null;
}
