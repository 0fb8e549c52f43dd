import * as z from 'zod/mini';
import { DESTINATION_CALLS } from './destinations.ts';

/*
 * The part of the contract above a single session: the way to one (relay, pairing, session,
 * folders), the sessions this laptop knows, its hot folders and the clocks of its cameras.
 */

/** The steps of the set-up in their order; each can be left out and taken up later. */
export const SETUP_STEPS = ['relay', 'pair', 'session', 'folders', 'recipe', 'test'] as const;
export const SetupStep = z.enum(SETUP_STEPS);
/** Those that lead to a second destination. */
export const SECOND_STEPS: readonly SetupStep[] = ['relay', 'pair', 'session'];
export type SetupStep = z.infer<typeof SetupStep>;

/** A code that waits to be entered in a browser, or what became of it. */
export const PairingView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    /** Eight letters in two groups. */
    userCode: z.string(),
    /** Where it is entered; `?code=` fills it in. */
    verificationUri: z.string(),
    /** Epoch milliseconds. */
    expiresAt: z.int(),
    /** What keeps us from asking at the moment. */
    message: z.nullable(z.string()),
  }),
  z.object({ state: z.literal('ended'), message: z.string() }),
]);
export type PairingView = z.infer<typeof PairingView>;

export const SessionChoice = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  photoCount: z.int(),
});
export type SessionChoice = z.infer<typeof SessionChoice>;

export const SetupView = z.object({
  step: SetupStep,
  relayUrl: z.nullable(z.string()),
  /** The way to a second destination: it ends with its session. */
  second: z.boolean(),
  /** The relay that came with the program, where it can be the second one. */
  ownRelay: z.nullable(z.string()),
  /** Whether the relay has given this laptop a token. */
  paired: z.boolean(),
  /** Who is logged in, until the set-up or the program ends; null: nobody. */
  account: z.nullable(z.string()),
  pairing: z.nullable(PairingView),
  /** Sessions of the relay that may be chosen. */
  choices: z.array(SessionChoice),
  /** Hot folders that would suit the session: one of its own first, then those of other sessions. */
  suggestedFolders: z.array(z.string()),
  /** False: there is no session to go back to. */
  canClose: z.boolean(),
});
export type SetupView = z.infer<typeof SetupView>;

/** A session this laptop has worked for. */
export const KnownSession = z.object({
  id: z.string(),
  title: z.string(),
  galleryUrl: z.string(),
  relayUrl: z.string(),
  current: z.boolean(),
  /** Photos that still have to go out; those of another session do so meanwhile. */
  waiting: z.int(),
  /** Photos that wait for a person, when the session is current again. */
  held: z.int(),
  failed: z.int(),
  /** Why what waits does not go out at the moment. */
  message: z.nullable(z.string()),
});
export type KnownSession = z.infer<typeof KnownSession>;

const word = (most: number) =>
  z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(most)));
const FolderPath = z.string().check(z.minLength(1), z.maxLength(4_000));

/** How files are noticed: by the system's events, by searching, or as suits the disk. */
export const Noticing = z.enum(['auto', 'events', 'polling']);
export type Noticing = z.infer<typeof Noticing>;

/** A hot folder as a person set it up. */
export const FolderSettings = z.object({
  path: FolderPath,
  /** Whose camera this is: written into its photos as artist, before what the recipe says. */
  photographer: z.prefault(word(200), null),
  /** A word about everything in it, kept with its shots. */
  tag: z.prefault(word(60), null),
  noticing: z.prefault(Noticing, 'auto'),
});
export type FolderSettings = z.infer<typeof FolderSettings>;

export const FolderView = z.extend(FolderSettings, {
  /** As in `HotFolderView`. */
  id: z.string(),
  /** Searched every few seconds instead of listening to the system. */
  polls: z.boolean(),
  /** Kind of the network share it lies on, as the system calls it; null: a disk of this computer. */
  share: z.nullable(z.string()),
});
export type FolderView = z.infer<typeof FolderView>;

/** How far a camera's clock is off: added to what it says, from the next shot on. */
export const CameraClock = z.object({
  camera: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Tells two bodies of one model apart; null: the camera does not say it. */
  serial: z.nullable(z.string().check(z.maxLength(200))),
  /** A year at most: cameras are set to the wrong day or month, too. */
  offsetMs: z.int().check(z.gte(-31_622_400_000), z.lte(31_622_400_000)),
});
export type CameraClock = z.infer<typeof CameraClock>;

export const DeskView = z.object({
  /** The set-up under way; null: none. */
  setup: z.nullable(SetupView),
  sessions: z.array(KnownSession),
  folders: z.array(FolderView),
  /** Every body seen in this session, and every clock that was set. */
  clocks: z.array(CameraClock),
});
export type DeskView = z.infer<typeof DeskView>;

const SessionId = z.object({ sessionId: z.string() });

export const DESK_CALLS = {
  /** Begins the set-up, or goes to another of its steps; `second`: of a second destination. */
  openSetup: {
    input: z.object({ step: SetupStep, second: z.optional(z.boolean()) }),
    reply: z.null(),
  },
  /** Leaves it as it is; it can be opened again. */
  closeSetup: { input: z.null(), reply: z.null() },
  /** An address as people type it; answers when a relay answered there. */
  chooseRelay: { input: z.object({ url: z.string().check(z.maxLength(500)) }), reply: z.null() },
  /** Gets a code; how it goes on is in `SetupView.pairing`. */
  pairByCode: { input: z.null(), reply: z.null() },
  stopPairing: { input: z.null(), reply: z.null() },
  /** Also pairs this laptop as soon as a session is chosen. The password is not kept. */
  logIn: {
    input: z.object({
      email: z.string().check(z.maxLength(1_000)),
      password: z.string().check(z.minLength(1), z.maxLength(256)),
    }),
    reply: z.null(),
  },
  /** One of `SetupView.choices`; makes it current. */
  chooseSession: { input: SessionId, reply: z.null() },
  /** Needs somebody who is logged in; makes it current. */
  createSession: {
    input: z.object({ title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
    reply: z.null(),
  },
  /** One of `DeskView.sessions`; what waits in the one before goes on going out. */
  switchSession: { input: SessionId, reply: z.null() },
  /** `create`: makes the folder where there is none. */
  addFolder: { input: z.object({ path: FolderPath, create: z.boolean() }), reply: z.null() },
  /** Found by its path. */
  changeFolder: { input: FolderSettings, reply: z.null() },
  /** Its photos stay. */
  removeFolder: { input: z.object({ path: FolderPath }), reply: z.null() },
  setClock: { input: CameraClock, reply: z.null() },
  ...DESTINATION_CALLS,
} as const;

export type DeskCallName = keyof typeof DESK_CALLS;
