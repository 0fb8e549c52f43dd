import { PictureLiveError } from '@picture-live/shared/errors';
import type { BridgeEvent, EngineStatus, ShotView } from '../contract.ts';
import type { EngineHost } from '../host.ts';
import { quietMessageHandlers } from './message-handlers.ts';
import { quietRecipeHandlers } from './recipe-handlers.ts';
import { EMPTY_LEDGER, IDLE_DESK, sampleStatus } from './samples.ts';

/** An engine whose shots and events a test decides; it stands where only the transport matters. */
export interface ScriptedEngine extends EngineHost {
  emit(event: BridgeEvent): void;
  shots: ShotView[];
  status: EngineStatus;
  /** Bytes of every rendition of every shot. */
  picture: Buffer | null;
  listeners(): number;
  stops: number;
}

export function scriptedEngine(): ScriptedEngine {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const named = (ids: readonly string[]) => engine.shots.filter(({ id }) => ids.includes(id));
  const engine: ScriptedEngine = {
    shots: [],
    status: sampleStatus(),
    picture: null,
    stops: 0,
    listeners: () => listeners.size,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    media: async () => engine.picture,
    recipeMedia: async () => null,
    messageMedia: async () => null,
    fileOf: async () => null,
    pages: () => [engine.status.session.galleryUrl],
    stop: async () => {
      engine.stops += 1;
    },
    handlers: {
      ...IDLE_DESK,
      ...EMPTY_LEDGER,
      ...quietMessageHandlers(),
      status: async () => engine.status,
      listShots: async ({ before, limit, states }) => {
        const shots = engine.shots
          .filter((shot) => before === null || shot.id < before)
          .filter((shot) => states === null || states.includes(shot.state))
          .toSorted((a, b) => (a.id < b.id ? 1 : -1));
        return { shots: shots.slice(0, limit), more: shots.length > limit };
      },
      retryShot: async ({ shotId }) => {
        if (!engine.shots.some((shot) => shot.id === shotId)) {
          throw new PictureLiveError('not_found', 'There is no such shot.');
        }
        return null;
      },
      setPublishMode: async (publishMode) => {
        engine.status = { ...engine.status, publishMode };
        return null;
      },
      decideShots: async ({ shotIds }) => ({ shots: named(shotIds) }),
      rateShots: async ({ shotIds }) => ({ shots: named(shotIds) }),
      ...quietRecipeHandlers(),
      wishShots: async ({ shotIds }) => ({ shotIds, shots: [] }),
      setUplink: async (settings) => {
        engine.status = { ...engine.status, uplink: { ...engine.status.uplink, settings } };
        return null;
      },
    },
  };
  return engine;
}
