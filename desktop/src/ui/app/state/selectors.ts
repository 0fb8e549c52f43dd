import type { EngineStatus, ShotState, ShotView } from '../../../bridge/contract.ts';
import { attentionGroups, type AttentionGroup } from './attention.ts';
import { reuse } from './reuse.ts';
import { shotOf, shotsIn } from './shot-table.ts';
import type { UiState } from './state.ts';

/** Shots that are under way to the guests by themselves. */
export const ON_THE_WAY = [
  'arriving',
  'rendering',
  'queued',
  'uploading',
] as const satisfies readonly ShotState[];

export function onTheWay(counts: EngineStatus['counts']): number {
  return ON_THE_WAY.reduce((sum, state) => sum + counts[state], 0);
}

/**
 * Computes again only for another argument, and keeps what came out the same: React asks on every
 * change of anything, and draws again whatever is another object.
 */
export function remembered<A, R>(compute: (from: A) => R): (from: A) => R {
  let last: { from: A; result: R } | undefined;
  return (from) => {
    if (last?.from === from) return last.result;
    const result = compute(from);
    last = { from, result: last ? reuse(last.result, result) : result };
    return last.result;
  };
}

const groupsOf = remembered((entries: UiState['shots']['entries']) =>
  attentionGroups(shotsIn(entries)),
);

/** What needs a person or is not published, by reason. */
export function selectGroups(state: UiState): readonly AttentionGroup[] {
  return groupsOf(state.shots.entries);
}

/** The group that the filmstrip is narrowed to; undefined: it shows all. */
export function selectGroup(state: UiState): AttentionGroup | undefined {
  if (state.group === null) return undefined;
  return selectGroups(state).find(({ key }) => key === state.group);
}

/** Ids of the filmstrip's frames, the oldest first. */
export function selectFrames(state: UiState): readonly string[] {
  return selectGroup(state)?.ids ?? state.shots.strip;
}

/**
 * The shot the page speaks of: the picked one, else the newest that has a picture (one that is just
 * arriving would only show a blank), else the newest.
 */
export function selectLookedAt(state: UiState): ShotView | undefined {
  const picked = state.picked === null ? undefined : shotOf(state.shots, state.picked);
  return picked ?? newestOf(state);
}

function newestOf({ shots }: UiState): ShotView | undefined {
  const newest = shots.strip.findLast((id) => shotOf(shots, id)?.hasPicture);
  const id = newest ?? shots.strip.at(-1);
  return id === undefined ? undefined : shotOf(shots, id);
}

/** Shots seen since the picked one became the one looked at; 0 while the newest is followed. */
export function selectNewerThanPicked(state: UiState): number {
  const { picked, shots } = state;
  if (picked === null) return 0;
  const place = shots.strip.findLastIndex((id) => id <= picked);
  return shots.strip.length - 1 - place;
}

/** The neighbour of the looked-at frame; staying where it is at an end. */
export function selectNeighbour(state: UiState, step: number): string | undefined {
  const frames = selectFrames(state);
  const looked = selectLookedAt(state);
  const place = looked === undefined ? -1 : frames.indexOf(looked.id);
  if (place === -1) return frames.at(-1);
  return frames[Math.min(frames.length - 1, Math.max(0, place + step))];
}

const LATENCY_SHOTS = 60;

/** A live shot's way in milliseconds from its last byte; null: not seen on a screen (yet). */
export interface LatencySample {
  id: string;
  name: string;
  published: number;
  painted: number | null;
}

const latenciesOf = remembered(({ entries, strip }: UiState['shots']): readonly LatencySample[] =>
  strip
    .slice(-4 * LATENCY_SHOTS)
    .flatMap((id) => sampleOf(entries.get(id)?.shot))
    .slice(-LATENCY_SHOTS),
);

/** The newest live shots' latencies, the oldest first. */
export function selectLatencies(state: UiState): readonly LatencySample[] {
  return latenciesOf(state.shots);
}

function sampleOf(shot: ShotView | undefined): LatencySample[] {
  if (!shot) return [];
  const { fileComplete, published, painted } = shot.timeline;
  if (fileComplete === null || published === null) return [];
  return [
    {
      id: shot.id,
      name: shot.name,
      published: Math.max(0, published - fileComplete),
      painted: painted === null ? null : Math.max(0, painted - fileComplete),
    },
  ];
}
