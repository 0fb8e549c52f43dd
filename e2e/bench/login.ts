import { Passwords } from '../../relay/src/services/accounts/passwords.ts';
import { onBothDatabases, type BenchDatabase } from './databases.ts';
import { rate, ratePerSecond } from './in-lanes.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone } from './relay-alone.ts';
import { times, type Finding } from './report.ts';

const LANES = 8;
const PASSWORD = 'a long enough password';
/** So many that none is logged into twice at once, which the relay would take for guessing. */
const ACCOUNTS = LANES * 8;

/** Numbers 0 … count-1. */
const series = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Each login comes from another address: one alone may not take all the relay's time. */
async function measureRelay(database: BenchDatabase, count: number): Promise<number> {
  const env = { ...database.env, TRUST_PROXY: 'loopback', REGISTRATION: 'open' };
  const relay = await startRelayAlone(env);
  try {
    const post = async (path: string, body: object, from: number): Promise<void> => {
      const reply = await fetch(`${relay.url}/api/auth/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `10.0.${from >> 8}.${from & 255}`,
        },
        body: JSON.stringify(body),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${text}`);
    };
    const account = (n: number) => ({ email: `guest-${n}@studio.example`, password: PASSWORD });
    const register = (n: number): Promise<void> =>
      post('register', { ...account(n), name: 'Anna', invitationCode: relay.deviceToken }, n);
    await register(0);
    await ratePerSecond(series(ACCOUNTS).slice(1), LANES, register);
    const logIn = (n: number): Promise<void> => post('login', account(n % ACCOUNTS), n);
    await ratePerSecond(series(LANES * 2), LANES, logIn);
    return await ratePerSecond(series(count), LANES, logIn);
  } finally {
    await relay.stop();
  }
}

/** The same checks of a password and nothing else. */
async function measurePasswords(count: number): Promise<number> {
  const passwords = new Passwords();
  const stored = await passwords.hash(PASSWORD);
  const verify = (): Promise<boolean> => passwords.verify(stored, PASSWORD);
  await ratePerSecond(series(LANES * 2), LANES, verify);
  return ratePerSecond(series(count), LANES, verify);
}

/** How many people can log in in a second, against checking their passwords alone. */
export async function login({ short }: BenchOptions): Promise<Finding[]> {
  const count = short ? 60 : 600;
  const alone = await measurePasswords(count);
  return onBothDatabases(async (database) => {
    const logins = await measureRelay(database, count);
    return {
      bench: 'login',
      what: `logins (${database.name})`,
      figure: rate(logins),
      comparison: `argon2id alone ${rate(alone)}`,
      ratio: times(logins / alone),
      budget: '',
      verdict: 'no budget',
      note: 'Two passwords at once; whoever logs in shares the cores with the relay here.',
    };
  });
}
