import type { Frame, Scan } from './header.ts';

/**
 * How many restart markers a scan must hold (ITU T.81 A.2, E.1.4): one between every two intervals
 * of `interval` MCUs. 0 where the file uses none.
 */
export function expectedRestarts(frame: Frame, scan: Scan, interval: number): number {
  if (interval === 0) return 0;
  const widest = Math.max(...frame.components.map(({ horizontal }) => horizontal));
  const highest = Math.max(...frame.components.map(({ vertical }) => vertical));
  const alone = scan.components.length === 1 ? scan.components[0] : undefined;
  const component = frame.components.find(({ id }) => id === alone?.id);
  // A scan of one component is made of its own blocks, not of the frame's larger MCUs.
  const [unitWidth, unitHeight] =
    component === undefined
      ? [8 * widest, 8 * highest]
      : [(8 * widest) / component.horizontal, (8 * highest) / component.vertical];
  const units = Math.ceil(frame.width / unitWidth) * Math.ceil(frame.height / unitHeight);
  return Math.ceil(units / interval) - 1;
}
