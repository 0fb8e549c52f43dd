import { ErrorBody } from '@picture-live/shared/protocol';
import type { BridgeTransport } from './client.ts';
import type { CallOutcome } from './outcome.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

export interface HttpTransportOptions {
  /** Address of the page; calls go to `bridge/…` beside it. */
  base: string;
  /** The token is not taken any more; the page should be opened anew. */
  onUnauthorized: () => void;
  fetch?: typeof fetch;
  connect?: (url: string) => WebSocket;
  random?: () => number;
}

/** How long to wait before attempt `failures + 1`, in milliseconds: doubling, with full jitter. */
export function reconnectWait(failures: number, random: () => number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return most / 2 + random() * (most / 2);
}

/**
 * The browser's side of the HTTP transport: calls by POST, events over a WebSocket that comes back
 * by itself. `stop` ends both.
 */
export function httpTransport(options: HttpTransportOptions): BridgeTransport & { stop(): void } {
  const { base, onUnauthorized, random = Math.random } = options;
  const send = options.fetch ?? fetch;
  const connect = options.connect ?? ((url: string) => new WebSocket(url));
  const listeners = new Set<(event: unknown) => void>();
  const watchers = new Set<(connected: boolean) => void>();
  let connected = false;
  let stopped = false;
  let failures = 0;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function invoke(name: string, input: unknown): Promise<CallOutcome> {
    try {
      const response = await send(new URL(`bridge/${name}`, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const outcome = await outcomeOf(response);
      if (response.status === 401 && !stopped) onUnauthorized();
      return outcome;
    } catch {
      // Nothing listens, or the connection broke before the reply was whole: the same to a person.
      return UNREACHABLE;
    }
  }

  function tell(now: boolean): void {
    if (connected === now) return;
    connected = now;
    for (const watcher of watchers) watcher(now);
  }

  function open(): void {
    const url = new URL('bridge/events', base);
    url.protocol = url.protocol.replace('http', 'ws');
    socket = connect(url.href);
    socket.addEventListener('open', () => {
      failures = 0;
      tell(true);
    });
    socket.addEventListener('message', ({ data }) => {
      const event: unknown = JSON.parse(String(data));
      for (const listener of listeners) listener(event);
    });
    socket.addEventListener('close', () => {
      if (stopped) return;
      tell(false);
      retry();
    });
  }

  /** A refused WebSocket says neither whether anybody is there nor why: a call before it does. */
  async function reopen(): Promise<void> {
    const probe = await invoke('capabilities', null);
    if (stopped) return;
    if (probe.ok) open();
    else retry();
  }

  function retry(): void {
    timer = setTimeout(() => void reopen(), reconnectWait(failures, random));
    failures += 1;
  }

  open();
  return {
    invoke,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection: (watcher) => {
      watchers.add(watcher);
      watcher(connected);
      return () => watchers.delete(watcher);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

const UNREACHABLE: CallOutcome = {
  ok: false,
  error: { code: 'unavailable', message: 'The engine cannot be reached. Try again in a moment.' },
};

async function outcomeOf(response: Response): Promise<CallOutcome> {
  const body: unknown = await response.json();
  if (response.ok) return { ok: true, value: body };
  const { code, message } = ErrorBody.parse(body).error;
  return { ok: false, error: { code, message } };
}
