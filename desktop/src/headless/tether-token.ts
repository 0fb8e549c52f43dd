import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '@picture-live/shared/process';

const OWNER_ONLY = 0o600;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The token that opens the tether UI, kept in `<dataDir>/tether-token` for its owner only, so that
 * a browser stays signed in over restarts.
 *
 * @throws Error when the file is there and holds something else.
 */
export async function tetherToken(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'tether-token');
  await mkdir(dataDir, { recursive: true });
  try {
    const token = (await readFile(file, 'utf8')).trim();
    if (!TOKEN.test(token)) {
      throw new Error(`${file} is damaged: remove it and start again, which makes a new one.`);
    }
    await chmod(file, OWNER_ONLY);
    return token;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
  }
  const token = randomBytes(32).toString('base64url');
  await writeDurably(file, `${token}\n`, OWNER_ONLY);
  return token;
}
