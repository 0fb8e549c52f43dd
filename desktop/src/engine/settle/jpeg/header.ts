import { MalformedJpeg } from './malformed.ts';

/** One component (Y, Cb, …) of a frame; sampling factors as in SOF. */
export interface FrameComponent {
  id: number;
  horizontal: number;
  vertical: number;
}

/** ITU T.81 B.2.2. `process` is the low nibble of the SOF marker: 0 baseline, 2 progressive, … */
export interface Frame {
  process: number;
  width: number;
  height: number;
  components: FrameComponent[];
}

/** ITU T.81 B.2.3: which components a scan codes, by which tables, which part of them. */
export interface Scan {
  components: { id: number; dcTable: number; acTable: number }[];
  spectralStart: number;
  successiveHigh: number;
}

/** Parses the payload of a SOF segment that starts at `at` of the file. */
export function readFrame(process: number, payload: Buffer, at: number): Frame {
  const count = payload[5] ?? 0;
  if (count < 1 || count > 4 || payload.length < 6 + 3 * count) {
    throw new MalformedJpeg(at, 'a frame header that makes no sense');
  }
  const height = payload.readUInt16BE(1);
  const width = payload.readUInt16BE(3);
  const components = Array.from({ length: count }, (_, index) => {
    const sampling = payload.readUInt8(7 + 3 * index);
    return {
      id: payload.readUInt8(6 + 3 * index),
      horizontal: sampling >> 4,
      vertical: sampling & 15,
    };
  });
  const sampled = components.every(
    ({ horizontal, vertical }) =>
      horizontal >= 1 && horizontal <= 4 && vertical >= 1 && vertical <= 4,
  );
  if (width === 0 || height === 0 || !sampled) {
    throw new MalformedJpeg(at, 'a frame without a size');
  }
  return { process, width, height, components };
}

/** Parses the payload of an SOS segment that starts at `at` of the file. */
export function readScan(payload: Buffer, at: number, frame: Frame): Scan {
  const count = payload[0] ?? 0;
  if (count < 1 || count > 4 || payload.length < 4 + 2 * count) {
    throw new MalformedJpeg(at, 'a scan header that makes no sense');
  }
  const components = Array.from({ length: count }, (_, index) => {
    const tables = payload.readUInt8(2 + 2 * index);
    return { id: payload.readUInt8(1 + 2 * index), dcTable: tables >> 4, acTable: tables & 15 };
  });
  if (components.some(({ id }) => !frame.components.some((component) => component.id === id))) {
    throw new MalformedJpeg(at, 'a scan of a component that is not in the frame');
  }
  return {
    components,
    spectralStart: payload.readUInt8(1 + 2 * count),
    successiveHigh: payload.readUInt8(3 + 2 * count) >> 4,
  };
}

/** Checks a DQT payload: a zero in it is never written by an encoder, but is by a hole. */
export function checkQuantisation(payload: Buffer, at: number): void {
  let position = 0;
  while (position < payload.length) {
    const wide = payload.readUInt8(position) >> 4 !== 0;
    const table = payload.subarray(position + 1, position + (wide ? 129 : 65));
    if (table.length < (wide ? 128 : 64)) {
      throw new MalformedJpeg(at, 'a quantisation table that is cut');
    }
    for (let index = 0; index < 64; index += 1) {
      const step = wide ? table.readUInt16BE(2 * index) : table[index];
      if (step === 0) throw new MalformedJpeg(at, 'a quantisation table with zeros');
    }
    position += table.length + 1;
  }
}
