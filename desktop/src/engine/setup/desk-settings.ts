import * as z from 'zod/mini';
import { CameraClock, FolderSettings, SetupStep } from '../../bridge/desk.ts';

/** A session this laptop works for; the token of `deviceId` is among the secrets. */
export const StoredSession = z.object({
  id: z.string(),
  title: z.string(),
  galleryUrl: z.string(),
  /** Null: the relay that came with the program, whose address may change from start to start. */
  relayUrl: z.nullable(z.string()),
  deviceId: z.string(),
});
export type StoredSession = z.infer<typeof StoredSession>;

/** A set-up that was begun; one that is not open was left for later. */
export const StoredSetup = z.object({
  open: z.boolean(),
  step: SetupStep,
  relayUrl: z.nullable(z.string()),
  /** The relay knows this laptop under it. */
  deviceId: z.nullable(z.string()),
  /** The session that gets a second destination; null: a session is set up. */
  secondOf: z.prefault(z.nullable(z.string()), null),
});
export type StoredSetup = z.infer<typeof StoredSetup>;

/** What is kept above the session. */
export const DeskSettings = z.object({
  setup: z.nullable(StoredSetup),
  /** Null: the session that the program was started with. */
  current: z.nullable(z.string()),
  sessions: z.array(StoredSession),
  /** By session, where its photos go besides. */
  seconds: z.prefault(z.record(z.string(), StoredSession), {}),
  /** Second destinations that were given up: only the same device may take photos back there. */
  formerSeconds: z.prefault(z.array(StoredSession), []),
  /** Hot folders by session. */
  folders: z.record(z.string(), z.array(FolderSettings)),
  /** By session, the hot folders that the program was last started with. */
  launched: z.record(z.string(), z.array(z.string())),
  clocks: z.array(CameraClock),
});
export type DeskSettings = z.infer<typeof DeskSettings>;

export const NO_DESK: DeskSettings = {
  setup: null,
  current: null,
  sessions: [],
  seconds: {},
  formerSeconds: [],
  folders: {},
  launched: {},
  clocks: [],
};
