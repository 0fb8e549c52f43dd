import type { EngineStatus } from '../../../bridge/contract.ts';

/** Why nothing goes out although something waits. */
export interface Behind {
  why: 'offline' | 'paused';
  /** Id of the destination, where only one of two is behind. */
  at?: string;
  photos: number;
  bytes: number;
  /** How long it takes once it goes on; null: nobody knows. */
  secondsLeft: number | null;
}

/** Null while all is on its way, or nothing waits. */
export function behindOf({ relay, uplink, destinations }: EngineStatus): Behind | null {
  const { settings, backlog, secondsLeft } = uplink;
  if (backlog.bytes === 0) return null;
  const away = destinations?.find((one) => one.state === 'offline' && one.backlog.bytes > 0);
  if (away) {
    return { why: 'offline', at: away.id, ...away.backlog, secondsLeft: away.secondsLeft };
  }
  if (destinations) return settings.paused ? { why: 'paused', ...backlog, secondsLeft } : null;
  const why = relay.state === 'offline' ? 'offline' : settings.paused ? 'paused' : null;
  return why && { why, ...backlog, secondsLeft };
}
