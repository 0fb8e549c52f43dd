import { sql } from 'kysely';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Ready } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { missingMigrations } from '../../db/migrate.ts';
import { within } from './within.ts';

/** A part that may be away for a while: `ok`, or a sentence saying what is wrong. */
export type SoftCheck = () => string;

export interface ReadinessDeps {
  db: Db;
  /** Whether a blob can be written, read and removed: `ok`, or what is wrong. */
  tryStorage: () => Promise<string>;
  /** By name; where one of them is not ok the relay is degraded. */
  soft: Readonly<Record<string, SoftCheck>>;
}

export interface ReadinessService {
  /** @throws PictureLiveError `unavailable`, with the `checks` in its details. */
  read: () => Promise<Ready>;
  /** From now on it is not ready: it is about to stop. */
  drain: () => void;
}

/** A balancer that asks does not wait much longer either. */
const PATIENCE_MS = 4_000;

/** Whether requests should be sent here. */
export function readinessService(deps: ReadinessDeps): ReadinessService {
  let isDraining = false;
  return {
    read: () => read(deps, isDraining),
    drain: () => {
      isDraining = true;
    },
  };
}

async function read({ db, tryStorage, soft }: ReadinessDeps, isDraining: boolean): Promise<Ready> {
  const [database, migrations, storage] = await Promise.all([
    within(PATIENCE_MS, () => checkDatabase(db), 'The database does not answer.'),
    within(PATIENCE_MS, () => checkMigrations(db), 'The database cannot be asked.'),
    within(PATIENCE_MS, tryStorage, 'The store of the pictures does not answer.'),
  ]);
  const draining = isDraining ? 'The relay is about to stop.' : 'ok';
  const hard = { database, migrations, storage, draining };
  const checks: Record<string, string> = { ...hard };
  for (const [name, check] of Object.entries(soft)) checks[name] = check();
  const missing = Object.entries(hard).filter(([, said]) => said !== 'ok');
  if (missing.length > 0) {
    const message = `Not ready: ${missing.map(([, said]) => said).join(' ')}`;
    throw new PictureLiveError('unavailable', message, { details: { checks } });
  }
  const isWhole = Object.values(checks).every((said) => said === 'ok');
  return { status: isWhole ? 'ready' : 'degraded', checks };
}

async function checkDatabase(db: Db): Promise<string> {
  await sql`select 1`.execute(db);
  return 'ok';
}

async function checkMigrations(db: Db): Promise<string> {
  const missing = await missingMigrations(db);
  return missing.length === 0 ? 'ok' : `The database is not up to date: ${missing.join(', ')}.`;
}
