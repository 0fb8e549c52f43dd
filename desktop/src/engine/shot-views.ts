import type { ShotState, ShotView } from '../bridge/contract.ts';
import type { Destinations } from './destinations/destinations.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { ShotPage } from './ledger/views.ts';

/** Shots as people see them: what the ledger knows, and what is no state of it. */
export function createShotViews(
  ledger: Ledger,
  destinations: () => Pick<Destinations, 'uploading' | 'removalOf'>,
) {
  /** After a crash it would be a lie. */
  function underWay(shot: ShotView): ShotView {
    const { uploading, removalOf } = destinations();
    const isUploading = shot.state === 'queued' && uploading().has(shot.id);
    const removal = removalOf(shot.id);
    if (!isUploading && removal === undefined) return shot;
    return {
      ...shot,
      ...(isUploading && { state: 'uploading' satisfies ShotState }),
      ...(removal !== undefined && { removal }),
    };
  }

  function one(shotId: string): ShotView | null {
    const shot = ledger.views.shot(shotId);
    return shot && underWay(shot);
  }

  return {
    one,
    some: (shotIds: readonly string[]): ShotView[] =>
      shotIds.flatMap((shotId) => one(shotId) ?? []),
    page(page: ShotPage): { shots: ShotView[]; more: boolean } {
      const { shots, more } = ledger.views.shots(page);
      return { shots: shots.map(underWay), more };
    },
  };
}

export type ShotViews = ReturnType<typeof createShotViews>;
