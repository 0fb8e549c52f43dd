import { makePhotograph } from '@picture-live/shared/photographs';

export const CAMERA = { make: 'Canon', model: 'Canon EOS R5', serial: '012345678901' };

/** A frame of one camera, each seed another picture and minute, with a place that must not go out. */
export function cameraFrame(
  seed: number,
  { width, height }: { width: number; height: number },
  capturedAt = Date.UTC(2026, 10, 20, 14, seed),
): Promise<Buffer> {
  return makePhotograph({
    seed,
    width,
    height,
    capturedAt,
    camera: { ...CAMERA, lens: 'RF24-70mm F2.8 L IS USM', lensSerial: '42', owner: 'Anna Berg' },
    gps: { latitude: 47.37, longitude: 8.54, altitude: 410 },
  });
}
