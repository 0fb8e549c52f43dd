import type { ShotView } from '../../../bridge/contract.ts';
import { remembered } from '../../app/state/selectors.ts';
import { shotOf, type ShotTable } from '../../app/state/shot-table.ts';
import type { UiState } from '../../app/state/state.ts';
import type { Burst } from '../bursts/bursts.ts';
import { createStacker, placeIn, type Place, type Stacks } from '../bursts/stacks.ts';
import { folderKeyOf, isFiltering, matcher } from './filter.ts';
import { cursorIn, targetsIn } from './selection.ts';
import type { ShotFilter } from './state.ts';

const filtered = remembered((filter: ShotFilter) =>
  remembered((shots: ShotTable): readonly string[] => {
    if (!isFiltering(filter)) return shots.strip;
    const matches = matcher(filter);
    return shots.strip.filter((id) => {
      const shot = shotOf(shots, id);
      return shot !== undefined && matches(shot);
    });
  }),
);

const stackOnce = createStacker();

const selectStacks = ({ light, shots }: UiState): Stacks =>
  stackOnce(filtered(light.filter)(shots), shots, light.open);

/** Ids of the frames on the light table, the oldest first; of a closed burst the one on top. */
export const selectOrder = (state: UiState): readonly string[] => selectStacks(state).order;

/** The bursts among the frames that the filter lets through. */
export const selectBursts = (state: UiState): readonly Burst[] => selectStacks(state).bursts;

/** Where a frame stands in its burst; undefined: it belongs to none. */
export function selectPlace(state: UiState, id: string): Place | undefined {
  return placeIn(selectBursts(state), state.light.open, id);
}

export function selectCursor(state: UiState): string | undefined {
  return cursorIn(selectOrder(state), state.light.cursor);
}

export function selectCursorShot(state: UiState): ShotView | undefined {
  const id = selectCursor(state);
  return id === undefined ? undefined : shotOf(state.shots, id);
}

/** What a decision on the light table is about. */
export function selectTargets(state: UiState): readonly string[] {
  return targetsOf(state);
}

const targetsOf = remembered((state: UiState) => targetsIn(selectOrder(state), state.light));

/** Keys of the folders that the shots are in. */
export const selectFolderKeys = ({ shots }: UiState): readonly string[] => folderKeysOf(shots);

const folderKeysOf = remembered((shots: ShotTable): readonly string[] => [
  ...new Set(
    shots.strip.flatMap((id) => {
      const shot = shotOf(shots, id);
      return shot ? [folderKeyOf(shot)] : [];
    }),
  ),
]);

/** More than anybody sorts at one table; the newest are what is sorted. */
const MOST_SHOTS = 20_000;

/** Whether older shots are still to come onto the table. */
export function selectIsLoading({ shots }: UiState): boolean {
  return shots.more && shots.strip.length < MOST_SHOTS;
}
