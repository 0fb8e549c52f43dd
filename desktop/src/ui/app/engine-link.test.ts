import { PictureLiveError } from '@picture-live/shared/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeTransport } from '../../bridge/client.ts';
import { createBridge } from '../../bridge/client.ts';
import { dispatch } from '../../bridge/dispatch.ts';
import { sampleFailure, sampleId, sampleShot, sampleStatus } from '../../bridge/testing/samples.ts';
import { scriptedEngine, type ScriptedEngine } from '../../bridge/testing/scripted-engine.ts';
import { linkEngine, type EngineLink } from './engine-link.ts';
import { selectGroups } from './state/selectors.ts';
import { createStore, type Store } from './state/store.ts';

let engine: ScriptedEngine;
let store: Store;
let link: EngineLink;
let setConnected: (connected: boolean) => void;

/** The real dispatch without a wire between. */
function transport(): BridgeTransport {
  return {
    invoke: (name, input) =>
      dispatch(
        {
          ...engine.handlers,
          capabilities: async () => ({ shell: 'headless', revealInFolder: false }),
          revealShot: async () => null,
          chooseFolder: async () => ({ path: null }),
        },
        name,
        input,
      ),
    subscribe: (listener) => engine.subscribe(listener),
    onConnection: (listener) => {
      setConnected = listener;
      listener(false);
      return () => {
        setConnected = () => {};
      };
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  engine = scriptedEngine();
  store = createStore();
  link = linkEngine(createBridge(transport()), store, () => 5);
});
afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('the link to the engine', () => {
  it('asks for everything once it is connected', async () => {
    engine.shots = Array.from({ length: 250 }, (_, n) => sampleShot(n + 1));
    setConnected(true);
    await settled();
    expect(store.get()).toMatchObject({
      connection: 'connected',
      status: sampleStatus(),
      statusAt: 5,
      shotsLoaded: true,
      capabilities: { shell: 'headless' },
    });
    expect(store.get().shots.strip).toHaveLength(200);
    expect(store.get().shots.more).toBe(true);
  });

  it('finds all that need a person, however long ago they were shot', async () => {
    engine.shots = Array.from({ length: 1800 }, (_, n) =>
      n < 1200 ? sampleFailure(n, { state: 'unpublished', reason: 'RAW' }) : sampleShot(n),
    );
    setConnected(true);
    await settled();
    expect(selectGroups(store.get())).toMatchObject([{ reason: 'RAW' }]);
    expect(selectGroups(store.get())[0]?.ids).toHaveLength(1200);
    expect(store.get().shots.strip).toHaveLength(200);
  });

  it('loads older shots page by page, and each page once', async () => {
    engine.shots = Array.from({ length: 450 }, (_, n) => sampleShot(n + 1));
    setConnected(true);
    await settled();
    link.loadOlder();
    link.loadOlder();
    await settled();
    expect(store.get().shots.strip).toHaveLength(400);
    link.loadOlder();
    await settled();
    expect(store.get().shots).toMatchObject({ more: false });
    expect(store.get().shots.strip[0]).toBe(sampleId(1));
    link.loadOlder();
    await settled();
    expect(store.get().shots.strip).toHaveLength(450);
  });

  it('passes events on as they come', async () => {
    setConnected(true);
    await settled();
    engine.emit({ type: 'shots', shots: [sampleShot(9)] });
    expect(store.get().shots.strip).toEqual([sampleId(9)]);
  });

  it('asks anew after a loss, and forgets what it was told before', async () => {
    engine.shots = [sampleShot(1), sampleShot(2, { state: 'queued' })];
    setConnected(true);
    await settled();
    setConnected(false);
    expect(store.get().connection).toBe('lost');
    engine.shots = [sampleShot(2)];
    setConnected(true);
    await settled();
    expect(store.get().shots.strip).toEqual([sampleId(2)]);
    expect(store.get().shots.entries.get(sampleId(2))?.shot.state).toBe('live');
  });

  it('tries again while the engine answers with a failure', async () => {
    const { status } = engine.handlers;
    engine.handlers.status = async () => {
      throw new PictureLiveError('unavailable');
    };
    setConnected(true);
    await settled();
    expect(store.get().shotsLoaded).toBe(false);
    engine.handlers.status = status;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.get().shotsLoaded).toBe(true);
  });

  it('lets fall what an earlier connection answers', async () => {
    let answer: (status: ReturnType<typeof sampleStatus>) => void = () => {};
    const { status } = engine.handlers;
    engine.handlers.status = () => new Promise((resolve) => (answer = resolve));
    setConnected(true);
    setConnected(false);
    engine.handlers.status = status;
    answer(sampleStatus());
    await settled();
    expect(store.get().status).toBeNull();
  });

  it('is silent once stopped', async () => {
    setConnected(true);
    link.stop();
    engine.emit({ type: 'shots', shots: [sampleShot(9)] });
    await settled();
    expect(store.get().shots.strip).toEqual([]);
    expect(engine.listeners()).toBe(0);
  });
});
