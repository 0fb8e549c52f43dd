import type { BridgeTransport } from './client.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './ipc-channels.ts';
import type { CallOutcome } from './outcome.ts';

/** What the transport needs of Electron's `ipcRenderer`, which never reaches the page itself. */
export interface SendingIpc {
  readonly invoke: (channel: string, name: string, input: unknown) => Promise<CallOutcome>;
  readonly on: (channel: string, listener: EventListener) => void;
  readonly removeListener: (channel: string, listener: EventListener) => void;
}

type EventListener = (source: unknown, event: unknown) => void;

/**
 * The page's side of the IPC transport. The two channels are fixed here: the page chooses the name
 * of a call, never the channel. The page and the engine live and end together, so the connection
 * is always there.
 */
export function ipcTransport(ipc: SendingIpc): BridgeTransport {
  return {
    async invoke(name, input) {
      try {
        return await ipc.invoke(CALL_CHANNEL, name, input);
      } catch {
        // Nobody handles calls any more (the shell is closing), or the input cannot be copied.
        return UNREACHABLE;
      }
    },
    subscribe(listener) {
      // The first argument would give the page a way to the channel's sender.
      const pass = (_source: unknown, event: unknown): void => listener(event);
      ipc.on(EVENT_CHANNEL, pass);
      return () => ipc.removeListener(EVENT_CHANNEL, pass);
    },
    onConnection(listener) {
      listener(true);
      return () => undefined;
    },
  };
}

const UNREACHABLE: CallOutcome = {
  ok: false,
  error: { code: 'unavailable', message: 'The engine cannot be reached. Try again in a moment.' },
};
