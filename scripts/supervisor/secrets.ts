import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '@picture-live/shared/process';
import * as z from 'zod/mini';
import { StartError, systemCode } from './problems.ts';

/** What must stay the same from start to start, and between this computer and its relay. */
const Secrets = z.object({
  /** The engine shows it to the relay. */
  deviceToken: z.string().check(z.minLength(32)),
  /** Opens the tether UI in a browser. */
  tetherToken: z.string().check(z.minLength(32)),
});
export type Secrets = z.infer<typeof Secrets>;

const OWNER_ONLY = 0o600;

/**
 * Reads `secrets.json` of a data folder, or makes it.
 *
 * @throws StartError where the file is there and not readable as secrets.
 */
export async function loadSecrets(home: string): Promise<Secrets> {
  const file = path.join(home, 'secrets.json');
  try {
    const secrets = z.parse(Secrets, JSON.parse(await readFile(file, 'utf8')));
    // A copy or a restored backup may have opened it to everybody.
    await chmod(file, OWNER_ONLY);
    return secrets;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return createSecrets(file);
    if (systemCode(error) !== null) {
      throw new StartError(`${file} cannot be read (${systemCode(error)}): check who owns it.`, {
        cause: error,
      });
    }
    throw new StartError(
      `${file} is damaged: move it away and start again, which makes a new one.`,
      { cause: error },
    );
  }
}

/** Complete or not there at all, whenever the power goes. */
async function createSecrets(file: string): Promise<Secrets> {
  const secrets: Secrets = { deviceToken: token(), tetherToken: token() };
  await writeDurably(file, `${JSON.stringify(secrets, null, 2)}\n`, OWNER_ONLY);
  return secrets;
}

/** 256 random bits. */
function token(): string {
  return randomBytes(32).toString('base64url');
}
