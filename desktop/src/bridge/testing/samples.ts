import { DEFAULT_PUBLISH_MODE, DEFAULT_RECIPE } from '@picture-live/shared/domain';
import {
  NO_COUNTS,
  type BridgeHandlers,
  type DeskHandlers,
  type EngineStatus,
  type ShotView,
} from '../contract.ts';
import type { LedgerCallName } from '../ledger-calls.ts';
import { DEFAULT_UPLINK } from '../uplink.ts';

/** An id that sorts by its number, as UUIDv7 sorts by time. */
export function sampleId(n: number): string {
  return `0190a5c0-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** A live shot; anything about it can be told differently. */
export function sampleShot(n: number, told: Partial<ShotView> = {}): ShotView {
  return {
    id: sampleId(n),
    name: `IMG_${n}.JPG`,
    path: `DCIM/IMG_${n}.JPG`,
    hotFolderId: 'folder',
    state: 'live',
    reason: null,
    canRetry: false,
    revision: 1,
    hasPicture: true,
    width: 6000,
    height: 4000,
    bytes: 9_700_000,
    camera: 'Canon EOS R5',
    capturedAt: 0,
    rating: null,
    releaseAt: null,
    seenAt: 0,
    timeline: {
      fileComplete: 1_000,
      rendered: 1_210,
      stored: 1_300,
      published: 1_330,
      painted: null,
    },
    metadataProvenAt: 1_205,
    files: 1,
    ...told,
  };
}

/** A shot of which there is no picture. */
export function sampleFailure(n: number, told: Partial<ShotView> = {}): ShotView {
  return sampleShot(n, {
    state: 'failed',
    revision: 0,
    hasPicture: false,
    timeline: { fileComplete: null, rendered: null, stored: null, published: null, painted: null },
    metadataProvenAt: null,
    ...told,
  });
}

/** A new object each time, as it comes over a transport. */
export function sampleStatus(told: Partial<EngineStatus> = {}): EngineStatus {
  return {
    session: { id: 's', title: 'Anna & Li', galleryUrl: 'http://192.168.1.24:3001/g/anna-li' },
    relay: { url: 'http://127.0.0.1:3001', state: 'online', since: 0, message: null, viewers: 3 },
    hotFolders: [
      { id: 'folder', path: '/Shoot/A', state: 'watching', message: null, camera: null, seen: 0 },
    ],
    counts: { ...NO_COUNTS },
    latency: { published: null, painted: null },
    uplinkBytesPerSecond: 0,
    uplink: { settings: DEFAULT_UPLINK, backlog: { photos: 0, bytes: 0 }, secondsLeft: null },
    alerts: [],
    recipe: DEFAULT_RECIPE,
    recipeId: 'standard',
    recipes: [{ id: 'standard', name: DEFAULT_RECIPE.name }],
    redevelopment: null,
    publishMode: DEFAULT_PUBLISH_MODE,
    ...told,
  };
}

/** A desk that takes every call and does nothing. */
export const IDLE_DESK: DeskHandlers = {
  openSetup: async () => null,
  closeSetup: async () => null,
  chooseRelay: async () => null,
  pairByCode: async () => null,
  stopPairing: async () => null,
  logIn: async () => null,
  chooseSession: async () => null,
  createSession: async () => null,
  switchSession: async () => null,
  addFolder: async () => null,
  changeFolder: async () => null,
  removeFolder: async () => null,
  removeDestination: async () => null,
  restoreDestination: async () => null,
  setClock: async () => null,
};

/** A ledger in which nothing ever happened. */
export const EMPTY_LEDGER: Pick<BridgeHandlers, LedgerCallName> = {
  searchFiles: async () => ({ files: [], more: false }),
  shotHistory: async () => ({ events: [] }),
  settleNumbers: async () => null,
  numbersOverTime: async () => ({ from: 0, stepMs: 60_000, steps: [] }),
};
