import type { ElectronApi } from './api.ts';

/**
 * Keeps the computer from falling asleep by itself while shots are worked on or go out. A closed lid and a
 * person's wish still put it to sleep, and the display may go dark.
 */
export function createWakefulness(blocker: ElectronApi['powerSaveBlocker']) {
  let id: number | undefined;

  function rest(): void {
    if (id === undefined) return;
    blocker.stop(id);
    id = undefined;
  }

  return {
    tell({ working }: { working: number }): void {
      if (working === 0) rest();
      else id ??= blocker.start('prevent-app-suspension');
    },
    stop: rest,
  };
}
