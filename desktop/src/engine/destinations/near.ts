import type { Uplink } from '../deliver/uplink.ts';

const NEAR =
  /^(localhost|127\.[\d.]+|\[::1\]|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|.+\.local)$/;

/** Whether a relay is on this laptop or in the local network, as far as its address says. */
export function isNear(relayUrl: string): boolean {
  return NEAR.test(new URL(relayUrl).hostname);
}

/**
 * The line to a destination. Cap and metered mode are about the line to the internet: the relay at
 * the venue does not take from it where the other one is farther away.
 */
export function lineTo(uplink: Uplink, isBeside: () => boolean): Uplink {
  return {
    settings() {
      const settings = uplink.settings();
      return isBeside() ? { ...settings, cap: null, metered: false } : settings;
    },
    pacing: (signal) => (isBeside() ? null : uplink.pacing(signal)),
  };
}
