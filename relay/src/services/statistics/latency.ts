import { DeviceTimeline } from '@picture-live/shared/protocol';
import type { SeenPhotoRow } from '../../repositories/statistics.ts';

/** From the complete file to a guest's screen, in milliseconds; null where no guest has told. */
export function latencyMs({ first_painted_at: painted, timeline }: SeenPhotoRow): number | null {
  if (painted === null) return null;
  const known = DeviceTimeline.safeParse(JSON.parse(timeline));
  if (!known.success) return null;
  // Two clocks that were made to agree may still differ by a few milliseconds.
  return Math.max(0, painted - known.data.fileComplete);
}
