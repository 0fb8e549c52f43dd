import type { Camera, PhotographOptions, Place } from '@picture-live/shared/photographs';
import { cameraFileName, type NamingScheme } from './counter.ts';

/** A frame of the demo shoot, before it is made. */
export interface PlannedFrame {
  name: string;
  photograph: Omit<PhotographOptions, 'capturedAt'>;
}

interface Body extends NamingScheme {
  camera: Camera;
  /** Number of its first file; chosen so that the counter starts over during the shoot. */
  first: number;
}

const BODIES: readonly [Body, ...Body[]] = [
  {
    camera: {
      make: 'Canon',
      model: 'Canon EOS R6 Mark II',
      serial: '043021001742',
      lens: 'RF24-70mm F2.8 L IS USM',
      lensSerial: '4310002215',
      owner: 'Demo Photographer',
    },
    prefix: 'IMG_',
    digits: 4,
    first: 9_996,
  },
  {
    camera: {
      make: 'NIKON CORPORATION',
      model: 'NIKON Z 8',
      serial: '6018834',
      lens: 'NIKKOR Z 85mm f/1.8 S',
      lensSerial: '20073311',
      owner: 'Second Shooter',
    },
    prefix: 'DSC_',
    digits: 4,
    first: 412,
  },
  {
    camera: {
      make: 'SONY',
      model: 'ILCE-7M4',
      serial: '05523190',
      lens: 'FE 35mm F1.8',
      lensSerial: '1854402',
      owner: 'Demo Photographer',
    },
    prefix: 'DSC0',
    digits: 4,
    first: 7_731,
  },
];

const PLACES: readonly (Place | null)[] = [
  null,
  { latitude: 50.0875, longitude: 14.4213, altitude: 192 },
  { latitude: -33.8568, longitude: 151.2153, altitude: 4 },
];

/** Landscape, as it is mostly; held upright, both ways round; and upside down. */
const ORIENTATIONS = [1, 1, 6, 1, 8, 1, 6, 1, 1, 3] as const;
const PROFILES = ['srgb', 'srgb', 'display-p3', 'srgb', 'adobe-rgb'] as const;

/** 12 megapixels: real enough, and made beside a running system without disturbing it. */
const SENSOR = { width: 4_240, height: 2_832 };

/**
 * Plans a shoot of two photographers with three cameras.
 *
 * @param seed the same seed gives the same shoot; each other one has other pictures
 */
export function planShoot(seed: number, frames: number): PlannedFrame[] {
  const taken = new Map<Body, number>();
  return Array.from({ length: frames }, (_, index) => {
    // The first body takes three of four frames, the others share the rest.
    const body = index % 4 === 3 ? pick(BODIES, 1 + (Math.floor(index / 4) % 2)) : BODIES[0];
    const nth = taken.get(body) ?? 0;
    taken.set(body, nth + 1);
    return {
      name: cameraFileName(body, body.first, nth),
      photograph: {
        ...SENSOR,
        seed: seed + index,
        orientation: pick(ORIENTATIONS, index),
        camera: body.camera,
        gps: pick(PLACES, index),
        profile: pick(PROFILES, index),
      },
    };
  });
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
