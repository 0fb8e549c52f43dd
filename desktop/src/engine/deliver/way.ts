import { createRelayClient, type RelayClient } from '@picture-live/shared/client';
import { createLine, type Line } from './sleep.ts';

/** The way to a relay: whatever this laptop asks of it goes over one line. */
export interface Way {
  client: RelayClient;
  line: Line;
}

export function wayTo(relay: { relayUrl: string; deviceToken: string }): Way {
  const line = createLine();
  const { relayUrl: baseUrl, deviceToken } = relay;
  return { client: createRelayClient({ baseUrl, deviceToken, fetch: line.fetch }), line };
}
