import { DistError } from './dist-error.ts';
import type { System } from './options.ts';
import type { Signing } from './signing.ts';

export const FEED_VARIABLE = 'PICTURE_LIVE_UPDATES_URL';

/**
 * Where the packaged app looks for newer ones: the folder of a web server that holds what
 * `npm run dist` has made. Null: nowhere.
 *
 * @throws DistError where the address is none, is not https, or where nothing but that address
 * would vouch for what laptops install.
 */
export function readFeed(env: NodeJS.ProcessEnv, system: System, signing: Signing): URL | null {
  const text = (env[FEED_VARIABLE] ?? '').trim();
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:') {
    throw new DistError(
      `${FEED_VARIABLE} needs an address such as https://updates.example.com/picture-live, not "${text}".`,
    );
  }
  if (system !== 'linux' && !signing.isComplete) {
    throw new DistError(
      `${FEED_VARIABLE} is set, but the app is not signed, and only a signature tells a laptop that an update is yours: sign it, or build without updates.`,
    );
  }
  return url;
}
