import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadOptions } from '@picture-live/shared/client';
import type { UplinkSettings } from '../../bridge/uplink.ts';
import { createPace } from './pace.ts';

/** Uploads that share a capped line at most, twice over: whoever has an even share is not stalled. */
const SHARERS = 16;

/** The line out of this laptop, which all sessions share. */
export interface Uplink {
  settings: () => UplinkSettings;
  /** How an upload shares the line until `signal` ends it; null: as fast as it is. */
  pacing: (signal: AbortSignal) => Pick<UploadOptions, 'pace' | 'slowest'> | null;
}

export function createUplink(settings: () => UplinkSettings): Uplink {
  const pace = createPace({
    bytesPerSecond: () => settings().cap,
    now: () => performance.now(),
    wait: (ms, ending) => sleep(ms, undefined, { signal: ending }),
  });
  return {
    settings,
    pacing(signal) {
      const { cap } = settings();
      if (cap === null) return null;
      return { pace: (bytes) => pace(bytes, signal), slowest: cap / SHARERS };
    },
  };
}
