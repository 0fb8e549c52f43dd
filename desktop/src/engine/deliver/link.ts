import { backoffMs } from '@picture-live/shared/client';
import { PictureLiveError, type ErrorCode } from '@picture-live/shared/errors';

/** Whether the relay can be reached, as people see it. `since` is in epoch milliseconds. */
export interface LinkView {
  state: 'connecting' | 'online' | 'offline';
  since: number;
  message: string | null;
  /** While offline: what the relay, or its absence, said. */
  code?: ErrorCode;
}

export interface LinkParts {
  /** Asks the relay for a sign of life with our token; throws PictureLiveError. */
  probe: () => Promise<void>;
  onChange: () => void;
  /** The relay is reachable: at the start, and after every loss, which lasted so many ms. */
  onOnline: (awayMs: number) => void;
  now: () => number;
  random: () => number;
  /** Ends the link. */
  signal: AbortSignal;
}

const BACKOFF = { firstMs: 250, capMs: 5_000 };
/** While all is well: keeps the clock difference fresh and notices a relay gone silent. */
const CHECK_MS = 20_000;

/** Keeps asking for the relay while it is away, and knows whether it is. */
export function createLink(parts: LinkParts) {
  let view: LinkView = { state: 'connecting', since: parts.now(), message: null };
  let wakeUp: () => void = () => {};

  function enter(next: Omit<LinkView, 'since'>): void {
    if (view.state === next.state && view.message === next.message) return;
    view = { ...next, since: view.state === next.state ? view.since : parts.now() };
    parts.onChange();
  }

  const enterOffline = (error: PictureLiveError): void =>
    enter({ state: 'offline', message: sentence(error), code: error.code });

  /** Ends early by `hurry` or `lost`. */
  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (parts.signal.aborted) wakeUp();
    });
  }

  async function run(): Promise<void> {
    for (let failures = 0; !parts.signal.aborted;) {
      try {
        await parts.probe();
        failures = 0;
        const before = view;
        enter({ state: 'online', message: null });
        if (before.state !== 'online') parts.onOnline(parts.now() - before.since);
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        enterOffline(error);
        failures += 1;
      }
      const wait = failures === 0 ? CHECK_MS : backoffMs(BACKOFF, failures, parts.random());
      await pause(wait);
    }
  }

  parts.signal.addEventListener('abort', () => wakeUp());

  return {
    view: (): LinkView => view,
    isOnline: (): boolean => view.state === 'online',
    /** A call failed in a way that says the relay is away or refuses this laptop. */
    lost(error: PictureLiveError): void {
      enterOffline(error);
      wakeUp();
    },
    /** Something suggests that the relay is there: ask at once. */
    hurry(): void {
      if (view.state !== 'online') wakeUp();
    },
    /** The relay is not what it was: ask at once. */
    ask: (): void => wakeUp(),
    /** Runs until the signal; rejects only for a defect of ours. */
    run,
  };
}

export type Link = ReturnType<typeof createLink>;

/** Failures that concern every photo alike, and none in particular. */
export function concernsLink(error: PictureLiveError): boolean {
  return ['relay_unreachable', 'unauthorized', 'forbidden', 'session_not_found'].includes(
    error.code,
  );
}

const REFUSED =
  'The relay no longer accepts this laptop. Pair it again; the photos wait here meanwhile.';
const SENTENCES: Partial<Record<ErrorCode, string>> = {
  unauthorized: REFUSED,
  forbidden: REFUSED,
  session_not_found:
    'The relay does not know this session. Choose another one; the photos wait here meanwhile.',
  relay_unreachable: 'The relay can’t be reached. Photos wait here and go out by themselves.',
};

function sentence({ code, message }: PictureLiveError): string {
  return (
    SENTENCES[code] ??
    `The relay is not well: ${message} Photos wait here and go out by themselves.`
  );
}
