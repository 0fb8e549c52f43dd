import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import { writeDurably } from '@picture-live/shared/process';
import * as z from 'zod/mini';
import { openDeviceTokens, TOKENS_FILE, type DeviceTokens } from '../engine/setup/device-tokens.ts';
import type { ElectronApi } from './api.ts';

type SafeStorage = ElectronApi['safeStorage'];

export interface SealedTokensParts {
  dataDir: string;
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
  /** Told where the tokens lie open in a file, because the system has no keychain. */
  onOpenFile: () => void;
  /** Told of a token that can be read no more: its laptop has to be paired again. */
  onLost: (error: unknown, deviceId: string) => void;
}

const OWNER_ONLY = 0o600;
/** Base64 by device id; the key is in the system's keychain. */
const Sealed = z.record(z.string(), z.base64());
type Sealed = z.infer<typeof Sealed>;

/**
 * The tokens that relays gave this laptop, sealed with a key of the system's keychain. Those that
 * lie in a file from before are sealed and the file is removed. Where the system has no keychain
 * they stay in that file. To be called after Electron is ready.
 *
 * @throws PictureLiveError `unavailable` when sealed ones are there and the keychain is not: without
 *   them photos would silently stop going out.
 */
export async function openSealedTokens(parts: SealedTokensParts): Promise<DeviceTokens> {
  const { dataDir, safeStorage } = parts;
  const file = path.join(dataDir, 'device-tokens.sealed.json');
  const sealed = await read(file);
  if (!canSeal(parts)) {
    if (Object.keys(sealed).length > 0) throw new PictureLiveError('unavailable', LOCKED);
    parts.onOpenFile();
    return openDeviceTokens(dataDir);
  }
  const tokens = new Map(Object.entries(await sealOpenFile(parts, file, sealed)));
  let turn: Promise<void> = Promise.resolve();

  async function keep(before: Promise<void>, deviceId: string, token: string): Promise<void> {
    await before;
    await write(file, safeStorage, Object.fromEntries([...tokens, [deviceId, token]]));
    tokens.set(deviceId, token);
  }

  return {
    get: (deviceId) => tokens.get(deviceId),
    put(deviceId, token) {
      const kept = keep(turn, deviceId, token);
      // Whoever brought the token hears of a failure; the next one does not.
      turn = kept.catch(() => undefined);
      return kept;
    },
  };
}

const LOCKED =
  'The system’s keychain is not available, and the tokens of the relays are sealed with it. Unlock it and start again.';

/** The sealed tokens, and those of a file from before; that file is gone afterwards. */
async function sealOpenFile(
  { dataDir, safeStorage, onLost }: SealedTokensParts,
  file: string,
  sealed: Sealed,
): Promise<Record<string, string>> {
  const before = await openDeviceTokens(dataDir);
  const all = { ...unseal(safeStorage, sealed, onLost), ...before.all() };
  if (Object.keys(before.all()).length > 0) await write(file, safeStorage, all);
  await rm(path.join(dataDir, TOKENS_FILE), { force: true });
  return all;
}

/** `basic_text` is Chromium's name for a key that everybody knows. */
function canSeal({ safeStorage, platform }: SealedTokensParts): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function unseal(
  safeStorage: SafeStorage,
  sealed: Sealed,
  onLost: SealedTokensParts['onLost'],
): Record<string, string> {
  const entries = Object.entries(sealed).flatMap(([deviceId, text]) => {
    try {
      return [[deviceId, safeStorage.decryptString(Buffer.from(text, 'base64'))]];
    } catch (error) {
      onLost(error, deviceId);
      return [];
    }
  });
  return z.record(z.string(), z.string()).parse(Object.fromEntries(entries));
}

async function write(
  file: string,
  safeStorage: SafeStorage,
  tokens: Record<string, string>,
): Promise<void> {
  const sealed = Object.entries(tokens).map(([deviceId, token]) => [
    deviceId,
    safeStorage.encryptString(token).toString('base64'),
  ]);
  const text = JSON.stringify(Object.fromEntries(sealed), null, 2);
  await writeDurably(file, `${text}\n`, OWNER_ONLY);
}

async function read(file: string): Promise<Sealed> {
  try {
    return Sealed.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(
      `The relays’ tokens in ${file} cannot be read. Move the file away, and pair this laptop again.`,
      { cause: error },
    );
  }
}
