import { PictureLiveError } from '@picture-live/shared/errors';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBridge } from '../../../bridge/client.ts';
import type { CallInput, ShotView } from '../../../bridge/contract.ts';
import { dispatch } from '../../../bridge/dispatch.ts';
import { sampleId, sampleShot, sampleStatus } from '../../../bridge/testing/samples.ts';
import { scriptedEngine, type ScriptedEngine } from '../../../bridge/testing/scripted-engine.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import { createStore, type Store } from '../../app/state/store.ts';
import { createDecider, type Decider } from './decider.ts';
import { wished } from './wishes.ts';

let engine: ScriptedEngine;
let store: Store;
let decider: Decider;
let asked: string[];
let faults: unknown[];
/** Calls wait for this, as they wait for a network. */
let network: Promise<void>;

beforeEach(() => {
  engine = scriptedEngine();
  engine.status = sampleStatus({ publishMode: { kind: 'review' } });
  store = createStore();
  [asked, faults, network] = [[], [], Promise.resolve()];
  engine.handlers.decideShots = async (input) => ({ shots: input.shotIds.map(decideAt(input)) });
  engine.handlers.rateShots = async ({ shotIds, rating }) => ({
    shots: shotIds.map((id) => changeAt(id, { rating })),
  });
  decider = createDecider(
    store,
    bridge,
    () => 5_000,
    (error) => faults.push(error),
  );
  store.dispatch({ type: 'event', event: { type: 'status', status: engine.status }, at: 0 });
});

/** The real dispatch, behind a network that may be slow. */
const bridge = createBridge({
  invoke: async (name, input) => {
    asked.push(name);
    await network;
    const shell = {
      capabilities: async () => ({ shell: 'headless', revealInFolder: false }) as const,
      revealShot: async () => null,
      chooseFolder: async () => ({ path: null }),
    };
    return dispatch({ ...engine.handlers, ...shell }, name, input);
  },
  subscribe: () => () => {},
  onConnection: () => () => {},
});

function changeAt(id: string, told: Partial<ShotView>): ShotView {
  engine.shots = engine.shots.map((shot) => (shot.id === id ? { ...shot, ...told } : shot));
  const shot = engine.shots.find((one) => one.id === id);
  if (!shot) throw new Error('There is no such shot.');
  return shot;
}

/** The engine refuses what is live, as the real one does. */
const decideAt =
  ({ decision, until = null }: CallInput<'decideShots'>) =>
  (id: string): ShotView => {
    const states = { publish: 'queued', hold: 'held', reject: 'rejected' } as const;
    const isLive = engine.shots.some((shot) => shot.id === id && shot.state === 'live');
    return changeAt(id, isLive ? {} : { state: states[decision], releaseAt: until });
  };

/** Puts shots on both sides. */
function lay(...shots: ShotView[]): string[] {
  engine.shots = shots;
  const page = { shots: shots.toReversed(), more: false, asked: store.get().shots.heard };
  store.dispatch({ type: 'newest_page', page });
  return shots.map(({ id }) => id);
}
const held = (n: number, told: Partial<ShotView> = {}) => sampleShot(n, { state: 'held', ...told });
const seen = (n: number) => shotOf(store.get().shots, sampleId(n));
const notice = () => store.get().notice;
/** Nothing is left to be done. */
const done = () => eventually(() => expect(pending()).toEqual([]));
const eventually = (check: () => void) => vi.waitFor(check, 20_000);
const pending = () => [...store.get().shots.entries.values()].filter(({ guess }) => guess);

describe('deciding', () => {
  it('shows at once what will be, and then what the engine says', async () => {
    const ids = lay(held(1));
    let answer = () => {};
    network = new Promise((resolve) => (answer = resolve));
    decider.decide(ids, 'publish');
    expect(seen(1)?.state).toBe('queued');
    expect(notice()).toMatchObject({ kind: 'done', said: { decision: 'publish' } });
    engine.shots = [sampleShot(1, { state: 'live' })];
    answer();
    await done();
    expect(seen(1)?.state).toBe('live');
  });

  it('is corrected where guests have seen an earlier version', async () => {
    const ids = lay(held(1, { state: 'queued' }));
    engine.shots = [sampleShot(1)];
    decider.decide(ids, 'reject');
    expect(seen(1)?.state).toBe('rejected');
    await done();
    expect(seen(1)?.state).toBe('live');
    await eventually(() => expect(notice()).toMatchObject({ kind: 'done', seen: 1 }));
  });

  it('is taken back where the engine cannot do it, and says why', async () => {
    const ids = lay(held(1));
    engine.handlers.decideShots = async () => {
      throw new PictureLiveError('unavailable');
    };
    decider.decide(ids, 'reject');
    await done();
    expect(seen(1)?.state).toBe('held');
    await eventually(() => expect(notice()?.kind).toBe('trouble'));
    expect(store.get().undo).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says why instead of doing nothing about what guests have seen', () => {
    const ids = lay(sampleShot(1));
    decider.decide(ids, 'reject');
    expect(notice()).toEqual({
      kind: 'refused',
      why: 'seen',
      wanted: 'reject',
      shots: { count: 1, name: 'IMG_1.JPG' },
    });
    expect(asked).toEqual([]);
  });

  it('concerns those of several that it can, and counts the others', async () => {
    const ids = lay(held(1), sampleShot(2), held(3));
    decider.decide(ids, 'reject');
    await done();
    expect([seen(1)?.state, seen(2)?.state, seen(3)?.state]).toEqual([
      'rejected',
      'live',
      'rejected',
    ]);
    expect(notice()).toMatchObject({ seen: 1, said: { shots: { count: 2 } } });
  });

  it('a guess is not lost to an event that the engine sent before it decided', () => {
    const ids = lay(held(1));
    decider.decide(ids, 'publish');
    store.dispatch({ type: 'event', event: { type: 'shots', shots: [held(1)] }, at: 0 });
    expect(seen(1)?.state).toBe('queued');
  });
});

describe('of a burst', () => {
  it('keeps one and holds the others, and undoes both in one step', async () => {
    const ids = lay(
      held(1),
      held(2, { state: 'queued' }),
      held(3, { state: 'rejected' }),
      held(4, { state: 'live' }),
    );
    decider.keep(sampleId(1), ids);
    expect(notice()).toMatchObject({ said: { kind: 'kept', held: 1 }, seen: 1 });
    await done();
    const states = () => engine.shots.map(({ state }) => state);
    expect(states()).toEqual(['queued', 'held', 'rejected', 'live']);
    decider.undo();
    await done();
    expect(states()).toEqual(['held', 'queued', 'rejected', 'live']);
  });
});

describe('undoing', () => {
  it('takes back one thing after the other, the last first, and says what', async () => {
    const ids = lay(held(1), held(2));
    decider.decide(ids, 'reject');
    decider.rate(ids, 4);
    decider.undo();
    expect(notice()).toMatchObject({ kind: 'undone', said: { kind: 'rated', rating: 4 } });
    expect([seen(1)?.state, seen(1)?.rating]).toEqual(['rejected', 0]);
    decider.undo();
    expect(notice()).toMatchObject({ kind: 'undone', said: { decision: 'reject' } });
    await done();
    expect(engine.shots.map(({ state, rating }) => [state, rating])).toEqual([
      ['held', 0],
      ['held', 0],
    ]);
    decider.undo();
    expect(notice()).toEqual({ kind: 'nothing_to_undo' });
  });

  it('restores what was taken back, and takes back what was featured', async () => {
    engine.handlers.wishShots = async ({ shotIds, wish }) => ({
      shotIds,
      shots: shotIds.map((id) => {
        const { state, said } = wished(changeAt(id, {}), wish);
        return changeAt(id, { state, said });
      }),
    });
    const ids = lay(held(1, { state: 'live' }), held(2, { state: 'live' }));
    decider.wish(ids, 'takeBack');
    expect([seen(1)?.state, seen(2)?.state]).toEqual(['retracted', 'retracted']);
    decider.wish([sampleId(1)], 'feature');
    decider.undo();
    decider.undo();
    expect(notice()).toMatchObject({ kind: 'undone', said: { wished: 'takeBack' } });
    await done();
    expect(engine.shots.map(({ state, said }) => [state, said?.featured])).toEqual([
      ['live', false],
      ['live', false],
    ]);
  });

  it('says that what no guest has seen is not taken back', () => {
    decider.wish(lay(held(1)), 'takeBack');
    expect(notice()).toMatchObject({ kind: 'no_wish', wanted: 'takeBack' });
    expect(asked).toEqual([]);
  });

  it('gives back a delay that has not ended yet, and no other', async () => {
    const ids = lay(held(1, { releaseAt: 4_000 }), held(2, { releaseAt: 6_000 }));
    decider.decide(ids, 'reject');
    decider.undo();
    await done();
    expect(engine.shots.map(({ state, releaseAt }) => [state, releaseAt])).toEqual([
      ['held', null],
      ['held', 6_000],
    ]);
  });

  it('says what it could not take back because guests have seen it', async () => {
    const ids = lay(held(1), held(2));
    decider.decide(ids, 'publish');
    await done();
    changeAt(sampleId(1), { state: 'live' });
    decider.undo();
    await done();
    await eventually(() => expect(notice()).toMatchObject({ kind: 'undone', seen: 1 }));
    expect([seen(1)?.state, seen(2)?.state]).toEqual(['live', 'held']);
  });

  it('can be tried again where the engine did not answer', async () => {
    const ids = lay(held(1));
    decider.decide(ids, 'reject');
    await done();
    const { decideShots } = engine.handlers;
    engine.handlers.decideShots = async () => {
      throw new PictureLiveError('unavailable');
    };
    decider.undo();
    await eventually(() => expect(notice()?.kind).toBe('trouble'));
    engine.handlers.decideShots = decideShots;
    decider.undo();
    await done();
    expect(seen(1)?.state).toBe('held');
  });
});

describe('the publish mode', () => {
  it('is shown at once, set, and put back by an undo', async () => {
    decider.setMode({ kind: 'rating', from: 4 });
    expect(store.get().status?.publishMode).toEqual({ kind: 'rating', from: 4 });
    await eventually(() => expect(engine.status.publishMode.kind).toBe('rating'));
    decider.undo();
    await eventually(() => expect(engine.status.publishMode).toEqual({ kind: 'review' }));
    expect(store.get().status?.publishMode).toEqual({ kind: 'review' });
  });

  it('lets out all that is held, also what is not loaded, and takes it back', async () => {
    engine.shots = Array.from({ length: 1_200 }, (_, n) => held(n + 1));
    decider.releaseAll();
    await eventually(() =>
      expect(engine.shots.every(({ state }) => state === 'queued')).toBe(true),
    );
    expect(notice()).toMatchObject({ kind: 'done', said: { shots: { count: 1_200 } } });
    decider.undo();
    await eventually(() => expect(engine.shots.every(({ state }) => state === 'held')).toBe(true));
  });
});
