import type { EngineStatus } from '../../../bridge/contract.ts';

/** Why nothing goes out although something waits. */
export interface Behind {
  why: 'offline' | 'paused';
  photos: number;
  bytes: number;
  /** How long it takes once it goes on; null: nobody knows. */
  secondsLeft: number | null;
}

/** Null while all is on its way, or nothing waits. */
export function behindOf({ relay, uplink }: EngineStatus): Behind | null {
  const { settings, backlog, secondsLeft } = uplink;
  if (backlog.bytes === 0) return null;
  const why = relay.state === 'offline' ? 'offline' : settings.paused ? 'paused' : null;
  return why && { why, ...backlog, secondsLeft };
}
