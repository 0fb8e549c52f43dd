import { expect } from 'vitest';
import { InProcessFanOut } from '../fan-out/in-process-fan-out.ts';
import { loginDelaysInMemory } from '../services/accounts/login-delays.ts';
import { openAccounts } from '../services/accounts/open-accounts.ts';
import type { RegistrationMode } from '../services/accounts/registration.ts';
import { workBehind } from '../services/audit/behind.ts';
import { deviceService } from '../services/devices.ts';
import { openTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

export const SETUP_SECRET = 'the device token of this relay';

/** Everything about accounts on a database of its own, with a clock that stands still. */
export interface TestAccounts extends ReturnType<typeof openAccounts> {
  database: TestDatabase;
  /** Epoch milliseconds; tests move it. */
  clock: { now: number };
  /** Holders whose access was said to have ended. */
  ended: string[];
  /** Once everything has been written down that replies did not wait for. */
  close: () => Promise<void>;
}

export async function openTestAccounts(
  registration: RegistrationMode = 'open',
): Promise<TestAccounts> {
  const database = await openTestDatabase();
  const clock = { now: 1_800_000_000_000 };
  const now = (): number => clock.now;
  const fanOut = new InProcessFanOut();
  const ended: string[] = [];
  fanOut.subscribe((message) => {
    if (message.kind === 'access_ended') ended.push(message.holder);
  });
  const { db } = database;
  const failures: unknown[] = [];
  const behind = workBehind((error) => failures.push(error));
  const devices = deviceService({ db, behind, maxBlobBytes: 1, now });
  const services = openAccounts({
    db,
    fanOut,
    devices,
    signingSecret: 'a secret of the tests that is long enough',
    behind,
    delays: loginDelaysInMemory(now),
    registration,
    setupSecret: SETUP_SECRET,
    now,
  });
  const close = async (): Promise<void> => {
    await behind.stop();
    await db.destroy();
    expect(failures).toEqual([]);
  };
  return { ...services, database, clock, ended, close };
}
