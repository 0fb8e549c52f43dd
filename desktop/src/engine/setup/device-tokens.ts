import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '@picture-live/shared/process';
import * as z from 'zod/mini';

/** Where the tokens are kept that relays gave this laptop, by device id. */
export interface DeviceTokens {
  get(deviceId: string): string | undefined;
  put(deviceId: string, token: string): Promise<void>;
}

/** Its name in the data folder. */
export const TOKENS_FILE = 'device-tokens.json';
const OWNER_ONLY = 0o600;
const Tokens = z.record(z.string(), z.string());

/**
 * The tokens in `<dataDir>/device-tokens.json`, which only its owner can read.
 *
 * @throws Error when the file is there and is not ours.
 */
export async function openDeviceTokens(
  dataDir: string,
): Promise<DeviceTokens & { all(): Readonly<Record<string, string>> }> {
  const file = path.join(dataDir, TOKENS_FILE);
  let tokens = await read(file);
  return {
    get: (deviceId) => tokens[deviceId],
    all: () => tokens,
    async put(deviceId, token) {
      tokens = { ...tokens, [deviceId]: token };
      await writeDurably(file, `${JSON.stringify(tokens, null, 2)}\n`, OWNER_ONLY);
    },
  };
}

async function read(file: string): Promise<z.infer<typeof Tokens>> {
  try {
    const tokens = Tokens.parse(JSON.parse(await readFile(file, 'utf8')));
    // A copy or a restored backup may have opened it to everybody.
    await chmod(file, OWNER_ONLY);
    return tokens;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(
      `The relays’ tokens in ${file} cannot be read. Move the file away, and pair this laptop again.`,
      { cause: error },
    );
  }
}
