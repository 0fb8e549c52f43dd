import type { CameraClock } from '../../bridge/desk.ts';
import type { FrameIdentity } from '../ledger/records.ts';

type Body = Pick<CameraClock, 'camera' | 'serial'>;

const isBody = (one: Body, other: Body): boolean =>
  one.camera === other.camera && one.serial === other.serial;

/** Milliseconds to add to what the clock of this body says; 0 where nobody set any. */
export function clockOffsetOf(clocks: readonly CameraClock[], frame: FrameIdentity): number {
  const { camera, serial } = frame;
  if (camera === null) return 0;
  return clocks.find((clock) => isBody(clock, { camera, serial }))?.offsetMs ?? 0;
}

/** The clocks after one was set; a clock that is right is not kept. */
export function withClock(clocks: readonly CameraClock[], set: CameraClock): CameraClock[] {
  const others = clocks.filter((clock) => !isBody(clock, set));
  return set.offsetMs === 0 ? others : [...others, set];
}

/** Every body that was seen, and every clock that was set. */
export function listClocks(bodies: readonly Body[], clocks: readonly CameraClock[]): CameraClock[] {
  const unset = bodies.filter((body) => !clocks.some((clock) => isBody(clock, body)));
  return [...clocks, ...unset.map((body) => ({ ...body, offsetMs: 0 }))];
}
