import { assertNever } from '@picture-live/shared/errors';
import type { ShotWish } from '../../../bridge/after-publishing.ts';
import type { ShotView } from '../../../bridge/contract.ts';
import { canTakeBack, isShown } from '../published/standing.ts';
import type { Wished } from '../undo/notice.ts';

/** What a key is for; pressed again it does the opposite. */
export type WishKey = 'feature' | 'takeBack';

export const WISHES = {
  feature: { featured: true },
  unfeature: { featured: false },
  takeBack: { retracted: true },
  restore: { retracted: false },
} as const satisfies Record<Wished, ShotWish>;

const OPPOSITE = {
  feature: 'unfeature',
  unfeature: 'feature',
  takeBack: 'restore',
  restore: 'takeBack',
} as const satisfies Record<Wished, Wished>;

/** What takes a wish back. */
export const oppositeOf = (wish: Wished): ShotWish => WISHES[OPPOSITE[wish]];

/**
 * What a key does to shots, and which of them it changes: the opposite only where nothing else is
 * left to do. Null: it can concern none of them.
 */
export function wishFor(
  key: WishKey,
  shots: readonly ShotView[],
): { wished: Wished; shots: readonly ShotView[] } | null {
  const possible = shots.filter(key === 'feature' ? isShown : canTakeBack);
  if (possible.length === 0) return null;
  const others = possible.filter((shot) => !isSo(key, shot));
  return others.length > 0
    ? { wished: key, shots: others }
    : { wished: OPPOSITE[key], shots: possible };
}

function isSo(key: WishKey, { state, said }: ShotView): boolean {
  switch (key) {
    case 'feature':
      return said?.featured === true;
    case 'takeBack':
      return state === 'retracted';
    default:
      return assertNever(key);
  }
}

/** A shot as it will be when a wish is noted; the engine knows the rest. */
export function wished(shot: ShotView, { featured, retracted }: ShotWish): ShotView {
  const before = shot.said ?? { featured: false, caption: '', tags: [], retracting: null };
  return {
    ...shot,
    ...(retracted !== undefined && { state: retracted ? 'retracted' : 'live' }),
    said: {
      ...before,
      pending: true,
      ...(featured !== undefined && { featured }),
      ...(retracted !== undefined && { retracting: retracted }),
    },
  };
}
