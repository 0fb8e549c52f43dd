import type { Scene } from './canvas.ts';
import { hillsideEvening } from './hillside-evening.ts';
import { danceFloor } from './dance-floor.ts';
import { candleTable } from './candle-table.ts';
import { lakeNight } from './lake-night.ts';
import { fireworks } from './fireworks.ts';
import { gardenParty } from './garden-party.ts';

/** Every kind of place there is. */
export const SCENES: readonly [Scene, ...Scene[]] = [
  hillsideEvening,
  danceFloor,
  gardenParty,
  candleTable,
  fireworks,
  lakeNight,
];
