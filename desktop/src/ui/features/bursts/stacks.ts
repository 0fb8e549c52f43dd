import type { ShotView } from '../../../bridge/contract.ts';
import { reuse } from '../../app/state/reuse.ts';
import { shotOf, type ShotTable } from '../../app/state/shot-table.ts';
import { burstsAmong, type Burst } from './bursts.ts';

/** What the light table shows of bursts: one frame for each that is closed. */
export interface Stacks {
  /** Ids of the frames that are seen, sorted. */
  readonly order: readonly string[];
  readonly bursts: readonly Burst[];
}

/** Where a frame stands in its burst. */
export interface Place {
  readonly burst: Burst;
  /** Counted from 0. */
  readonly index: number;
  /** The other frames are not seen. */
  readonly isClosed: boolean;
}

/** Goes out already, or guests have seen it: that is what the burst is about. */
const CHOSEN: readonly ShotView['state'][] = ['live', 'uploading', 'queued'];

/**
 * Stacks bursts among `ids`.
 *
 * @param ids sorted.
 * @param open bursts of which every frame is seen, by the id of any of theirs.
 */
export function stack(ids: readonly string[], shots: ShotTable, open: ReadonlySet<string>): Stacks {
  const known = ids.map((id) => shotOf(shots, id)).filter((shot) => shot !== undefined);
  const bursts = burstsAmong(known);
  const hidden = new Set(
    bursts.filter((burst) => !isOpen(burst, open)).flatMap((burst) => behind(burst, shots)),
  );
  return { order: hidden.size === 0 ? ids : ids.filter((id) => !hidden.has(id)), bursts };
}

/** `stack`, worked out anew only for something else, and with the parts of before where they are equal. */
export function createStacker(): typeof stack {
  let last: { of: Parameters<typeof stack>; result: Stacks } | undefined;
  return (...of) => {
    if (last && of.every((part, index) => part === last?.of[index])) return last.result;
    const next = stack(...of);
    const result = last ? reuse(last.result, next) : next;
    last = { of, result };
    return result;
  };
}

export function isOpen(burst: Burst, open: ReadonlySet<string>): boolean {
  return burst.some((id) => open.has(id));
}

/** The frame that stands for a burst: one that goes out, else the first. */
export function coverOf(burst: Burst, shots: ShotTable): string | undefined {
  return burst.find((id) => CHOSEN.includes(shotOf(shots, id)?.state ?? 'arriving')) ?? burst[0];
}

function behind(burst: Burst, shots: ShotTable): string[] {
  const cover = coverOf(burst, shots);
  return burst.filter((id) => id !== cover);
}

const places = new WeakMap<readonly Burst[], Map<string, { burst: Burst; index: number }>>();

/** The burst of a frame; undefined: it belongs to none. */
export function placeIn(
  bursts: readonly Burst[],
  open: ReadonlySet<string>,
  id: string,
): Place | undefined {
  const known = places.get(bursts) ?? new Map(bursts.flatMap(entriesOf));
  places.set(bursts, known);
  const found = known.get(id);
  return found && { ...found, isClosed: !isOpen(found.burst, open) };
}

function entriesOf(burst: Burst): [string, { burst: Burst; index: number }][] {
  return burst.map((id, index) => [id, { burst, index }]);
}
