import { describe, expect, it } from 'vitest';
import {
  sampleFailure,
  sampleId,
  sampleShot,
  sampleStatus,
} from '../../../bridge/testing/samples.ts';
import { reducer } from './reducer.ts';
import {
  selectFrames,
  selectGroups,
  selectLatencies,
  selectLookedAt,
  selectNeighbour,
  selectNewerThanPicked,
} from './selectors.ts';
import { INITIAL_STATE, type Action, type UiState } from './state.ts';

const after = (actions: readonly Action[], from: UiState = INITIAL_STATE): UiState =>
  actions.reduce((state, action) => reducer(state, action), from);

const shotsEvent = (...shots: ReturnType<typeof sampleShot>[]): Action => ({
  type: 'event',
  event: { type: 'shots', shots },
  at: 0,
});
const statusEvent = (at: number): Action => ({
  type: 'event',
  event: { type: 'status', status: sampleStatus() },
  at,
});
const page: Action = {
  type: 'newest_page',
  page: { shots: [sampleShot(3), sampleShot(2), sampleShot(1)], more: false, asked: 0 },
};
const connected: Action = { type: 'connection', connected: true };
const disconnected: Action = { type: 'connection', connected: false };
const shooting = after([connected, page]);

describe('the connection', () => {
  it('is not lost before it was there', () => {
    expect(after([disconnected]).connection).toBe('connecting');
    expect(after([connected, disconnected]).connection).toBe('lost');
    expect(after([connected, disconnected, disconnected, connected]).connection).toBe('connected');
  });

  it('leaves the last known numbers and their time when it is lost', () => {
    const state = after([connected, statusEvent(77), disconnected]);
    expect(state).toMatchObject({ connection: 'lost', statusAt: 77, status: sampleStatus() });
  });
});

describe('a status that says nothing new', () => {
  it('gives nothing anew to draw', () => {
    const first = after([connected, statusEvent(1)]);
    const second = after([statusEvent(2)], first);
    expect(second.status).toBe(first.status);
    expect(second.statusAt).toBe(2);
  });
});

describe('the shot that is looked at', () => {
  const lookedAt = (state: UiState) => selectLookedAt(state)?.id;

  it('is the newest while nobody picks', () => {
    expect(lookedAt(shooting)).toBe(sampleId(3));
    expect(lookedAt(after([shotsEvent(sampleShot(4))], shooting))).toBe(sampleId(4));
  });

  it('does not blink for a file that is only arriving', () => {
    const arriving = sampleFailure(4, { state: 'arriving' });
    expect(lookedAt(after([shotsEvent(arriving)], shooting))).toBe(sampleId(3));
    const raw = sampleFailure(1, { state: 'unpublished' });
    expect(lookedAt(after([connected, shotsEvent(raw)]))).toBe(sampleId(1));
  });

  it('stays the picked one, and tells how many came since', () => {
    const picked = after([{ type: 'pick', id: sampleId(2) }], shooting);
    const later = after([shotsEvent(sampleShot(4))], picked);
    expect(lookedAt(later)).toBe(sampleId(2));
    expect(selectNewerThanPicked(later)).toBe(2);
    expect(selectNewerThanPicked(after([{ type: 'pick', id: null }], later))).toBe(0);
  });

  it('is the newest again when the picked one turned out to be another’s copy', () => {
    const picked = after([{ type: 'pick', id: sampleId(2) }], shooting);
    const removed: Action = {
      type: 'event',
      event: { type: 'shots_removed', ids: [sampleId(2)] },
      at: 0,
    };
    expect(lookedAt(after([removed], picked))).toBe(sampleId(3));
  });

  it('has neighbours up to the ends of the strip', () => {
    expect(selectNeighbour(shooting, -1)).toBe(sampleId(2));
    expect(selectNeighbour(shooting, 1)).toBe(sampleId(3));
    const first = after([{ type: 'pick', id: sampleId(1) }], shooting);
    expect(selectNeighbour(first, -1)).toBe(sampleId(1));
    expect(selectNeighbour(INITIAL_STATE, 1)).toBeUndefined();
  });
});

describe('a chosen group', () => {
  const failures = [5, 6].map((n) => sampleFailure(n, { reason: 'The file is empty.' }));
  const withFailures = after([shotsEvent(...failures)], shooting);
  const [group] = selectGroups(withFailures);
  const shown = after(
    [{ type: 'show_group', group: group?.key ?? '', first: sampleId(6) }],
    withFailures,
  );

  it('is all the filmstrip shows', () => {
    expect(selectFrames(shown)).toEqual([sampleId(5), sampleId(6)]);
    expect(selectLookedAt(shown)?.id).toBe(sampleId(6));
    expect(selectNeighbour(shown, -1)).toBe(sampleId(5));
  });

  it('gives way to all shots once nothing is left in it', () => {
    const repaired = after([shotsEvent(sampleShot(5), sampleShot(6))], shown);
    expect(selectFrames(repaired)).toHaveLength(5);
  });

  it('is not drawn again for what does not concern it', () => {
    const later = after([shotsEvent(sampleShot(7))], shown);
    expect(selectGroups(later)).toBe(selectGroups(later));
    const groups = selectGroups(shown);
    expect(selectGroups(later)).toBe(groups);
  });
});

describe('the last latencies', () => {
  it('are those of live shots, the oldest first, never below nothing', () => {
    const early = { fileComplete: 500, rendered: 500, stored: 490, published: 498, painted: 700 };
    const state = after(
      [shotsEvent(sampleShot(4, { timeline: early }), sampleFailure(5))],
      shooting,
    );
    expect(selectLatencies(state).map(({ published, painted }) => [published, painted])).toEqual([
      [330, null],
      [330, null],
      [330, null],
      [0, 200],
    ]);
  });
});
