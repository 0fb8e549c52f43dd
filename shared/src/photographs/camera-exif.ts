import { ascii, exifPayload, rational, short, type Tags } from './exif-writer.ts';

/** A camera body with its lens and owner, as it names itself in every file. */
export interface Camera {
  make: string;
  model: string;
  serial: string;
  lens: string;
  lensSerial: string;
  owner: string;
}

/** Degrees north and east, metres above the sea. */
export interface Place {
  latitude: number;
  longitude: number;
  altitude: number;
}

export interface Shot {
  /** Size of the stored pixels. */
  width: number;
  height: number;
  orientation: number;
  /** Epoch milliseconds. */
  capturedAt: number;
  /** What the camera's clock shows, in minutes east of UTC. */
  utcOffset: number;
  camera: Camera;
  gps: Place | null;
  artist: string | null;
  copyright: string | null;
  /** The pixels are Adobe RGB, said the way DCF cameras say it. */
  adobeRgb: boolean;
  exposure: { time: [number, number]; aperture: number; iso: number; focalLength: number };
}

/** The EXIF payload that a camera would write for a shot. */
export function cameraExif(shot: Shot, thumbnail: Buffer | undefined): Buffer {
  const { camera } = shot;
  const clock = cameraClock(shot.capturedAt, shot.utcOffset);
  const tags: Tags = {
    0x010f: ascii(camera.make),
    0x0110: ascii(camera.model),
    0x0112: short(shot.orientation),
    0x011a: rational([300, 1]),
    0x011b: rational([300, 1]),
    0x0128: short(2),
    0x0131: ascii('Firmware 1.4.2'),
    0x0132: ascii(clock.dateTime),
    0x8769: { type: 'directory', tags: exposureTags(shot, clock) },
  };
  if (shot.artist !== null) tags[0x013b] = ascii(shot.artist);
  if (shot.copyright !== null) tags[0x8298] = ascii(shot.copyright);
  if (shot.gps) tags[0x8825] = { type: 'directory', tags: gpsTags(shot.gps, shot.capturedAt) };
  return exifPayload(tags, thumbnail);
}

interface Clock {
  dateTime: string;
  milliseconds: string;
  offset: string;
}

function cameraClock(capturedAt: number, utcOffset: number): Clock {
  const local = new Date(capturedAt + utcOffset * 60_000).toISOString();
  const minutes = Math.abs(utcOffset);
  const pad = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return {
    dateTime: `${local.slice(0, 10).replaceAll('-', ':')} ${local.slice(11, 19)}`,
    milliseconds: local.slice(20, 23),
    offset: `${utcOffset < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`,
  };
}

function exposureTags(shot: Shot, clock: Clock): Tags {
  const { camera, exposure } = shot;
  return {
    0x829a: rational(exposure.time),
    0x829d: rational([Math.round(exposure.aperture * 10), 10]),
    0x8822: short(3),
    0x8827: short(exposure.iso),
    0x9000: { type: 'undefined', bytes: Buffer.from('0232') },
    0x9003: ascii(clock.dateTime),
    0x9004: ascii(clock.dateTime),
    0x9010: ascii(clock.offset),
    0x9011: ascii(clock.offset),
    0x9012: ascii(clock.offset),
    0x920a: rational([exposure.focalLength, 1]),
    0x9286: { type: 'undefined', bytes: Buffer.from('ASCII\0\0\0private note', 'latin1') },
    0x9290: ascii(clock.milliseconds),
    0x9291: ascii(clock.milliseconds),
    0x9292: ascii(clock.milliseconds),
    0xa000: { type: 'undefined', bytes: Buffer.from('0100') },
    0xa001: short(shot.adobeRgb ? 0xff_ff : 1),
    0xa002: { type: 'long', list: [shot.width] },
    0xa003: { type: 'long', list: [shot.height] },
    0xa005: {
      type: 'directory',
      tags: {
        1: ascii(shot.adobeRgb ? 'R03' : 'R98'),
        2: { type: 'undefined', bytes: Buffer.from('0100') },
      },
    },
    0xa430: ascii(camera.owner),
    0xa431: ascii(camera.serial),
    0xa432: rational([24, 1], [105, 1], [4, 1], [4, 1]),
    0xa434: ascii(camera.lens),
    0xa435: ascii(camera.lensSerial),
  };
}

function gpsTags({ latitude, longitude, altitude }: Place, capturedAt: number): Tags {
  const time = new Date(capturedAt);
  return {
    0: { type: 'byte', list: [2, 3, 0, 0] },
    1: ascii(latitude < 0 ? 'S' : 'N'),
    2: degrees(latitude),
    3: ascii(longitude < 0 ? 'W' : 'E'),
    4: degrees(longitude),
    5: { type: 'byte', list: [altitude < 0 ? 1 : 0] },
    6: rational([Math.round(Math.abs(altitude) * 100), 100]),
    7: rational([time.getUTCHours(), 1], [time.getUTCMinutes(), 1], [time.getUTCSeconds(), 1]),
    29: ascii(time.toISOString().slice(0, 10).replaceAll('-', ':')),
  };
}

function degrees(angle: number) {
  const seconds = Math.round(Math.abs(angle) * 3_600 * 10_000);
  const whole = Math.floor(seconds / 36_000_000);
  const minutes = Math.floor((seconds % 36_000_000) / 600_000);
  return rational([whole, 1], [minutes, 1], [seconds % 600_000, 10_000]);
}
