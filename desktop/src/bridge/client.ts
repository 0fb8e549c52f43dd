import { PictureLiveError } from '@picture-live/shared/errors';
import { CALL_SCHEMAS } from './call-schemas.ts';
import {
  BridgeEvent,
  type Bridge,
  type CallInput,
  type CallName,
  type CallReply,
} from './contract.ts';
import { errorOf, type CallOutcome } from './outcome.ts';

/**
 * What carries calls and events between the UI and the engine, before anything is checked. The
 * Electron preload offers exactly this, because functions and plain values are all that passes
 * its context bridge: errors would lose their code there.
 */
export interface BridgeTransport {
  invoke(name: string, input: unknown): Promise<CallOutcome>;
  /** Returns how to stop listening. */
  subscribe(listener: (event: unknown) => void): () => void;
  /** Tells at once, then on every change; returns how to stop listening. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** Where a shell with a preload script puts its transport: a property of `window`. */
export const TRANSPORT_PROPERTY = 'pictureLiveTransport';

/** The bridge over a transport: replies and events are checked against the contract. */
export function createBridge(transport: BridgeTransport): Bridge {
  return {
    call: <N extends CallName>(name: N, input: CallInput<N>) => call(transport, name, input),
    subscribe: (listener) =>
      transport.subscribe((event) => {
        listener(BridgeEvent.parse(event));
      }),
    onConnection: (listener) => transport.onConnection(listener),
  };
}

async function call<N extends CallName>(
  transport: BridgeTransport,
  name: N,
  input: CallInput<N>,
): Promise<CallReply<N>> {
  const outcome = await transport.invoke(name, input);
  if (!outcome.ok) throw errorOf(outcome.error);
  const reply = CALL_SCHEMAS[name].reply.safeParse(outcome.value);
  if (reply.success) return reply.data;
  throw new PictureLiveError('internal', `The engine's reply to "${name}" is not understood.`, {
    cause: reply.error,
  });
}
