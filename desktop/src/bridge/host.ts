import type { RenditionName } from '@picture-live/shared/protocol';
import type {
  BridgeEvent,
  BridgeHandlers,
  CallInput,
  CallName,
  CallReply,
  DeskHandlers,
} from './contract.ts';

import type { MessageMediaHost } from './message-media.ts';
import type { RecipeMediaHost } from './recipe-media.ts';

/** A running engine, as a shell sees it. */
export interface EngineHost extends RecipeMediaHost, MessageMediaHost {
  handlers: BridgeHandlers & DeskHandlers;
  /** Returns how to stop listening. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** Bytes of a rendition of a shot; null where there are none (yet). */
  media(shotId: string, revision: number, name: RenditionName): Promise<Buffer | null>;
  /** Absolute path of a file in a hot folder that holds this shot; null: none does any more. */
  fileOf(shotId: string): Promise<string | null>;
  /** Addresses on whose sites people have something to do: galleries, and where codes are entered. */
  pages: () => readonly string[];
  /** Finishes what is in hand and closes the ledger. */
  stop(): Promise<void>;
}

/** Every call of the contract: the engine's, and the ones that depend on the shell. */
export type ShellHandlers = {
  [N in CallName]: (input: CallInput<N>) => Promise<CallReply<N>>;
};
