import { setTimeout as sleep } from 'node:timers/promises';
import { createAuth, deviceClient, tokensInMemory } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Paired, StartPairing } from '@picture-live/shared/protocol';
import type { PairingView } from '../../bridge/desk.ts';

export interface PairingParts {
  relayUrl: string;
  /** How people recognise this laptop in their list. */
  deviceName: string;
  /** The token that the relay gave this laptop before; null: none. */
  formerToken: string | null;
  now: () => number;
  onChange: () => void;
  /** Somebody has entered the code. */
  onPaired: (paired: Paired) => Promise<void>;
}

export interface Pairing {
  view(): PairingView;
  stop(): void;
}

/** Added to the interval each time the relay asks for it (RFC 8628, section 3.5). */
const SLOWER_MS = 5_000;

/**
 * Gets a code from the relay and asks, as often as it allows, whether somebody has entered it.
 *
 * @throws PictureLiveError where the relay gives none.
 */
export async function startPairing(parts: PairingParts): Promise<Pairing> {
  const { relayUrl, now, onChange } = parts;
  const client = deviceClient(createAuth({ baseUrl: relayUrl, store: tokensInMemory() }).call);
  const started = await client.startPairing(introduce(parts.deviceName, parts.formerToken));
  const stopping = new AbortController();
  let interval = started.interval * 1000;
  let view: PairingView = {
    state: 'waiting',
    userCode: started.userCode,
    verificationUri: started.verificationUri,
    expiresAt: now() + started.expiresIn * 1000,
    message: null,
  };

  function say(next: PairingView): void {
    if (stopping.signal.aborted) return;
    view = next;
    onChange();
  }

  async function run(): Promise<void> {
    for (;;) {
      // The end of the wait by the signal is the end of the loop.
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => null);
      if (stopping.signal.aborted || (await ask())) return;
    }
  }

  /** True: there is nothing more to ask for. */
  async function ask(): Promise<boolean> {
    try {
      const paired = await client.claimPairing(started.deviceCode);
      await parts.onPaired(paired);
      return true;
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.code === 'slow_down') interval += SLOWER_MS;
      else if (!error.retry) {
        say({ state: 'ended', message: error.message });
        return true;
      } else tell(error);
      return false;
    }
  }

  function tell({ code, message }: PictureLiveError): void {
    if (view.state !== 'waiting') return;
    const next = code === 'authorization_pending' ? null : message;
    if (next !== view.message) say({ ...view, message: next });
  }

  run().catch((error: unknown) => {
    say({ state: 'ended', message: error instanceof Error ? error.message : String(error) });
  });
  return { view: () => view, stop: () => stopping.abort() };
}

/** What a laptop says of itself when it asks to be paired. */
export function introduce(name: string, formerToken: string | null): StartPairing {
  return formerToken === null ? { name } : { name, formerToken };
}
