import { PublishMode, Rating, Recipe } from '@picture-live/shared/domain';
import * as z from 'zod/mini';
import { Said, WishShots } from './after-publishing.ts';
import { OriginalsView, UPLINK_CALLS, UplinkView } from './uplink.ts';
import { DestinationView, PlaceView } from './destinations.ts';
import { DESK_CALLS, DeskView, type DeskCallName } from './desk.ts';
import { LEDGER_CALLS, MissingNumbers } from './ledger-calls.ts';
import { MESSAGE_CALLS, MessagesStatus } from './message-calls.ts';
import { RECIPE_CALLS, RecipeEntry, Redevelopment } from './recipe-calls.ts';

/*
 * The one contract between the UI and the engine. Both shells (Electron over IPC, headless over
 * HTTP and a WebSocket) carry exactly this; the UI cannot tell them apart but by `capabilities`.
 * Pictures are not part of it: they go by URL, `media/<shotId>/<revision>/<thumb|grid|full>.jpg`,
 * relative to the page.
 */

/** Where a shot is on its way. The words and their colours mean the same everywhere in the UI. */
export const ShotState = z.enum([
  /** Seen in the hot folder, not yet complete. */
  'arriving',
  /** Read; its renditions are being made. */
  'rendering',
  /** Waiting for a person, or for the end of its delay. */
  'held',
  /** A person decided that nobody shall see it. */
  'rejected',
  /** In the outbox. */
  'queued',
  'uploading',
  'live',
  /** A person took it back after guests had seen it. */
  'retracted',
  /** Recognised, but nothing this version publishes; `reason` says why. */
  'unpublished',
  /** Needs a person; `reason` says what happened and what to do. */
  'failed',
]);
export type ShotState = z.infer<typeof ShotState>;

/** Epoch milliseconds on the laptop's clock; null: not there yet. */
const moment = z.nullable(z.int());

export const Timeline = z.object({
  /** The last byte was in the hot folder. */
  fileComplete: moment,
  rendered: moment,
  /** Thumb and grid are stored by the relay. */
  stored: moment,
  published: moment,
  /** First seen decoded on a guest's screen. */
  painted: moment,
});
export type Timeline = z.infer<typeof Timeline>;

export const ShotView = z.object({
  id: z.string(),
  /** File name without folders, and the path inside its hot folder. */
  name: z.string(),
  path: z.string(),
  hotFolderId: z.string(),
  state: ShotState,
  reason: z.nullable(z.string()),
  /** Whether `retry` can help. */
  canRetry: z.boolean(),
  revision: z.int(),
  /** False until renditions exist: no picture to show. */
  hasPicture: z.boolean(),
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  bytes: z.nullable(z.int()),
  camera: z.nullable(z.string()),
  /** Tells bodies apart; missing where the camera did not say when it took the picture. */
  body: z.optional(z.string()),
  /** To the millisecond, as far as the camera says. */
  capturedAt: moment,
  /** Stars; null: nobody gave any. */
  rating: z.nullable(Rating),
  /** When a held shot goes out by itself; null: when a person says so. */
  releaseAt: moment,
  seenAt: z.int(),
  timeline: Timeline,
  /** When the exact bytes of all renditions were last proven to hold only allowed metadata. */
  metadataProvenAt: moment,
  /** What the set-up of its hot folder says; missing where it says nothing. */
  photographer: z.optional(z.string()),
  folderTag: z.optional(z.string()),
  /** How many files are this shot: the same picture copied twice, a RAW file beside its JPEG. */
  files: z.int(),
  /**
   * Taken back or replaced a moment ago: of how many guests' screens that had the session open it is
   * gone. Not there before, nor after the engine was started again.
   */
  removal: z.optional(z.object({ gone: z.int(), screens: z.int() })),
  /** Where it is, in sessions with two destinations; the states and times are of the first to have it. */
  places: z.optional(z.array(PlaceView)),
  /** Not there where nobody has said anything. */
  said: z.optional(Said),
});
export type ShotView = z.infer<typeof ShotView>;

export const HotFolderView = z.object({
  id: z.string(),
  path: z.string(),
  state: z.enum(['watching', 'missing', 'unreadable']),
  message: z.nullable(z.string()),
  /** Newest camera seen in it. */
  camera: z.nullable(z.string()),
  seen: z.int(),
});
export type HotFolderView = z.infer<typeof HotFolderView>;

export const Percentiles = z.object({ p50: z.number(), p95: z.number(), samples: z.int() });
export type Percentiles = z.infer<typeof Percentiles>;

export const EngineStatus = z.object({
  session: z.object({ id: z.string(), title: z.string(), galleryUrl: z.string() }),
  relay: z.object({
    url: z.string(),
    state: z.enum(['connecting', 'online', 'offline']),
    since: z.int(),
    message: z.nullable(z.string()),
    /** Code of `shared/errors` while offline: tells a relay that is away from one that refuses us. */
    code: z.optional(z.string()),
    viewers: z.nullable(z.int()),
  }),
  hotFolders: z.array(HotFolderView),
  /** Every shot is in exactly one of these besides `seen`, which is their sum. */
  counts: z.object({
    seen: z.int(),
    arriving: z.int(),
    rendering: z.int(),
    held: z.int(),
    rejected: z.int(),
    queued: z.int(),
    uploading: z.int(),
    live: z.int(),
    retracted: z.int(),
    unpublished: z.int(),
    failed: z.int(),
  }),
  /** Milliseconds from the last byte in the hot folder, over the newest 200 live shots. */
  latency: z.object({
    published: z.nullable(Percentiles),
    painted: z.nullable(Percentiles),
  }),
  uplinkBytesPerSecond: z.number(),
  uplink: UplinkView,
  /** Not there where none are wanted. */
  originals: z.optional(OriginalsView),
  /** How things stand at each of two destinations, the main one first; missing where there is one. */
  destinations: z.optional(z.array(DestinationView)),
  /** What stops the work until a person acts, e.g. a full disk. */
  alerts: z.array(z.object({ code: z.string(), message: z.string() })),
  /** The chosen recipe. */
  recipe: Recipe,
  recipeId: z.string(),
  /** All that are kept. */
  recipes: z.array(RecipeEntry),
  /** Null: no shots are being developed again. */
  redevelopment: z.nullable(Redevelopment),
  publishMode: PublishMode,
  /** Camera numbers that never came; none before the first look. */
  missingNumbers: z.optional(MissingNumbers),
  /** What people write in the session. */
  messages: z.optional(MessagesStatus),
  /** What is above the session; an engine by itself has none. */
  desk: z.optional(DeskView),
});
export type EngineStatus = z.infer<typeof EngineStatus>;

/** Where nothing has been shot. */
export const NO_COUNTS: EngineStatus['counts'] = {
  seen: 0,
  arriving: 0,
  rendering: 0,
  held: 0,
  rejected: 0,
  queued: 0,
  uploading: 0,
  live: 0,
  retracted: 0,
  unpublished: 0,
  failed: 0,
};

export const Capabilities = z.object({
  shell: z.enum(['electron', 'headless']),
  revealInFolder: z.boolean(),
  /** Whether `chooseFolder` opens the system's own dialog; elsewhere people type paths. */
  folderDialog: z.optional(z.boolean()),
});
export type Capabilities = z.infer<typeof Capabilities>;

const ShotIds = z.array(z.string()).check(z.minLength(1), z.maxLength(500));

/** The shots that a call was about, as they are now; those that are nothing any more are left out. */
const ShotsNow = z.object({ shots: z.array(ShotView) });

/** One place for each call's input and reply; parsed at both ends. */
export const CALLS = {
  capabilities: { input: z.null(), reply: Capabilities },
  status: { input: z.null(), reply: EngineStatus },
  /** Newest seen first; `before` is the `id` of the last shot of the page before. */
  listShots: {
    input: z.object({
      before: z.nullable(z.string()),
      limit: z.int().check(z.gte(1), z.lte(500)),
      states: z.nullable(z.array(ShotState)),
    }),
    reply: z.object({ shots: z.array(ShotView), more: z.boolean() }),
  },
  /** Puts a failed shot back to work. */
  retryShot: { input: z.object({ shotId: z.string() }), reply: z.null() },
  ...RECIPE_CALLS,
  /** Holds for shots developed from now on; what is held stays held. */
  setPublishMode: { input: PublishMode, reply: z.null() },
  /**
   * Lets shots out, holds them back or rejects them. Shots that guests have seen stay as they are:
   * these are retracted.
   */
  decideShots: {
    input: z.object({
      shotIds: ShotIds,
      decision: z.enum(['publish', 'hold', 'reject']),
      /** When what is held goes out by itself; left out: when a person says so. */
      until: z.optional(moment),
    }),
    reply: ShotsNow,
  },
  /** Gives stars, which may let shots out. */
  rateShots: { input: z.object({ shotIds: ShotIds, rating: Rating }), reply: ShotsNow },
  /**
   * Takes back, restores, features, describes and tags shots. What guests have not seen is not
   * taken back but rejected (`decideShots`). Kept on this laptop at once, and carried out as soon as
   * the relay can be reached. `shotIds`: those that it concerned.
   */
  wishShots: {
    input: WishShots,
    reply: z.extend(ShotsNow, { shotIds: z.array(z.string()) }),
  },
  ...UPLINK_CALLS,
  ...MESSAGE_CALLS,
  /** Shows the file in the system's file manager; only where `revealInFolder`. */
  revealShot: { input: z.object({ shotId: z.string() }), reply: z.null() },
  /** Asks for a folder by the system's dialog; null: none was chosen. Only where `folderDialog`. */
  chooseFolder: { input: z.null(), reply: z.object({ path: z.nullable(z.string()) }) },
  ...DESK_CALLS,
  ...LEDGER_CALLS,
} as const;

export type CallName = keyof typeof CALLS;
export type CallInput<N extends CallName> = z.infer<(typeof CALLS)[N]['input']>;
export type CallReply<N extends CallName> = z.infer<(typeof CALLS)[N]['reply']>;

/** Pushed by the engine; `status` at most four times a second, `shots` batched likewise. */
export const BridgeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), status: EngineStatus }),
  z.object({ type: z.literal('shots'), shots: z.array(ShotView) }),
  /** Files that turned out to be another shot's content: forget these ids. */
  z.object({ type: z.literal('shots_removed'), ids: z.array(z.string()) }),
  /** Another session is current: nothing that was heard before holds, ask for all anew. */
  z.object({ type: z.literal('session_changed') }),
]);
export type BridgeEvent = z.infer<typeof BridgeEvent>;

/** What the UI holds, whichever shell it runs in. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallReply<N>>;
  /** Returns how to stop listening. After a lost connection everything is to be asked for anew. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** `false` while the engine cannot be reached; told once at once and on every change. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** What a shell needs from the engine: the handlers of all calls, and the events. */
export type BridgeHandlers = {
  [N in Exclude<CallName, 'capabilities' | 'revealShot' | 'chooseFolder' | DeskCallName>]: (
    input: CallInput<N>,
  ) => Promise<CallReply<N>>;
};

/** The handlers of what is above the session. */
export type DeskHandlers = {
  [N in DeskCallName]: (input: CallInput<N>) => Promise<CallReply<N>>;
};
