import type { UiState } from '../../app/state/state.ts';
import { shotOf } from '../../app/state/shot-table.ts';

/** The newest shot of which there is a picture; null while there is none. */
export function selectNewestWithPicture({ shots }: UiState): string | null {
  return shots.strip.findLast((id) => shotOf(shots, id)?.hasPicture) ?? null;
}
