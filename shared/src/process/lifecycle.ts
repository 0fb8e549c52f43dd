import * as z from 'zod/mini';

/*
 * The little language between the supervisor and the two processes it runs, over Node's IPC
 * channel. A process that loses the channel has lost its supervisor and must end by itself.
 */

export const RelayReady = z.object({
  type: z.literal('relay_ready'),
  /** Port it listens on. */
  port: z.int(),
  sessionId: z.string(),
  slug: z.string(),
});
export type RelayReady = z.infer<typeof RelayReady>;

export const EngineReady = z.object({
  type: z.literal('engine_ready'),
  /** Address of the tether UI with its token; null where the shell has its own window. */
  tetherUrl: z.nullable(z.string()),
});
export type EngineReady = z.infer<typeof EngineReady>;

/** One clear sentence for the person at the terminal; the process ends after sending it. */
export const StartFailed = z.object({ type: z.literal('start_failed'), message: z.string() });
export type StartFailed = z.infer<typeof StartFailed>;

export const ChildMessage = z.discriminatedUnion('type', [RelayReady, EngineReady, StartFailed]);
export type ChildMessage = z.infer<typeof ChildMessage>;

/** What the supervisor tells the engine's shell, as JSON in the environment variable of this name. */
export const ENGINE_LAUNCH_VARIABLE = 'PICTURE_LIVE_LAUNCH';
export const EngineLaunch = z.object({
  /** Folder for ledger, spool and settings; exists and is writable. */
  dataDir: z.string(),
  hotFolders: z.array(z.string()).check(z.minLength(1)),
  relayUrl: z.string(),
  deviceToken: z.string(),
  sessionId: z.string(),
  sessionTitle: z.string(),
  /** What guests open, and what the QR code says. */
  galleryUrl: z.string(),
  /** Loopback address and port of the tether UI (headless shell). 0: any free port. */
  tetherHost: z.string(),
  tetherPort: z.int(),
  /** Opens the tether UI in a browser by itself when there is a token: kept across restarts. */
  tetherToken: z.string(),
});
export type EngineLaunch = z.infer<typeof EngineLaunch>;
