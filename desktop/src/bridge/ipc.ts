import { PictureLiveError } from '@picture-live/shared/errors';
import { dispatch } from './dispatch.ts';
import type { EngineHost, ShellHandlers } from './host.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './ipc-channels.ts';
import { failureOf, type CallOutcome } from './outcome.ts';

/**
 * What the bridge needs of Electron's `ipcMain`; `Sender` is what is known of who sent a message.
 * Written down here because Electron itself is imported only under `src/electron`.
 */
export interface ReceivingIpc<Sender> {
  readonly handle: (
    channel: string,
    listener: (sender: Sender, name: unknown, input: unknown) => Promise<CallOutcome>,
  ) => void;
  readonly removeHandler: (channel: string) => void;
}

export interface IpcBridgeParts<Sender> {
  ipc: ReceivingIpc<Sender>;
  host: Pick<EngineHost, 'subscribe'>;
  handlers: ShellHandlers;
  /** Judges every message before anything else is looked at. */
  isOurPage: (sender: Sender) => boolean;
  /** Sends to the page; does nothing while there is none. */
  push: (channel: string, event: unknown) => void;
}

/** The engine's side of the IPC transport. Returns how to end it. */
export function serveIpcBridge<Sender>(parts: IpcBridgeParts<Sender>): () => void {
  const { ipc, host, handlers, isOurPage, push } = parts;
  ipc.handle(CALL_CHANNEL, async (sender, name, input) => {
    if (!isOurPage(sender)) return REFUSED;
    return dispatch(handlers, typeof name === 'string' ? name : '', input);
  });
  const unsubscribe = host.subscribe((event) => push(EVENT_CHANNEL, event));
  return () => {
    unsubscribe();
    ipc.removeHandler(CALL_CHANNEL);
  };
}

const REFUSED: CallOutcome = {
  ok: false,
  error: failureOf(
    new PictureLiveError('forbidden', 'Only the tether page itself may call the engine.'),
  ),
};
