import type { UplinkSettings } from '../../bridge/uplink.ts';

/** Hours of the laptop's clock between which it is night: the party is over, or the guests asleep. */
export const NIGHT = { from: 23, to: 7 };

/** Whether originals may go out at this moment (epoch milliseconds), as far as the settings say. */
export function areWanted({ originals }: UplinkSettings, at: number): boolean {
  if (originals === 'night') {
    const hour = new Date(at).getHours();
    return hour >= NIGHT.from || hour < NIGHT.to;
  }
  return originals === 'always';
}
