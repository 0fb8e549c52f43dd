import { statisticsClient, type RelayClient } from '@picture-live/shared/client';
import type { BridgeHandlers, EngineStatus } from '../../bridge/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createGuestNumbers } from './guests.ts';
import { overTime, stepsOf } from './over-time.ts';
import { takeSamples } from './samples.ts';

export interface NumbersParts {
  client: Pick<RelayClient, 'call'>;
  sessionId: string;
  ledger: Pick<Ledger, 'overTime'>;
  /** To the relays. */
  link: {
    link: () => Pick<EngineStatus['relay'], 'state' | 'viewers'>;
    uplinkBytesPerSecond: () => number;
  };
  now: () => number;
  onError: (error: unknown, what: string) => void;
}

/** How the session goes over time, from the ledger, this laptop's memory and the relay. */
export function startNumbers(parts: NumbersParts) {
  const { client, ledger, link, now } = parts;
  const samples = takeSamples(() => ({
    at: now(),
    viewers: link.link().viewers,
    bytesPerSecond: link.uplinkBytesPerSecond(),
  }));
  const guests = createGuestNumbers({
    ...parts,
    isOnline: () => link.link().state === 'online',
    statistics: statisticsClient(client.call).statistics,
    onError: (error) => parts.onError(error, 'asking what guests liked'),
  });
  return {
    handlers: {
      async numbersOverTime({ minutes }) {
        const steps = stepsOf(minutes, now());
        const published = ledger.overTime.publishedSince(steps.from);
        return overTime(steps, published, samples.since(steps.from), await guests(steps));
      },
    } satisfies Pick<BridgeHandlers, 'numbersOverTime'>,
    stop: samples.stop,
  };
}
