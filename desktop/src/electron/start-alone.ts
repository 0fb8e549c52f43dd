import os from 'node:os';
import { startDesk, type Desk } from '../engine/setup/desk.ts';
import type { ElectronApi } from './api.ts';
import { openSealedTokens } from './sealed-tokens.ts';
import type { ShellLanguage } from './words.ts';

export interface AloneParts {
  dataDir: string;
  language: ShellLanguage;
  onError: (error: unknown, what: string) => void;
}

/**
 * The desk of a program that the system started: with no relay and no session of its own. Nobody
 * else opens its data folder, so the tokens can be sealed with a key that only this program gets.
 * A clone's data folder is also opened by the supervisor and the headless shell, which have no
 * keychain.
 */
export async function startAlone(
  { safeStorage, dialog }: Pick<ElectronApi, 'safeStorage' | 'dialog'>,
  { dataDir, language, onError }: AloneParts,
): Promise<Desk> {
  const tokens = await openSealedTokens({
    dataDir,
    safeStorage,
    platform: process.platform,
    onOpenFile: () => {
      dialog
        .showMessageBox({ type: 'info', message: language.shell.tokensInFile })
        .catch((error: unknown) => onError(error, 'telling where the tokens are'));
    },
    onLost: (error, deviceId) => onError(error, `opening the sealed token of device ${deviceId}`),
  });
  return startDesk({
    dataDir,
    own: null,
    hotFolders: [],
    deviceName: os.hostname().slice(0, 100) || 'Picture Live',
    tokens,
    onError,
  });
}
