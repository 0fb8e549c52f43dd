import type { EngineStatus, ShotView } from '../../bridge/contract.ts';
import type { DestinationView } from '../../bridge/destinations.ts';
import type { UplinkView } from '../../bridge/uplink.ts';
import type { Alerts } from '../alerts.ts';
import { connect, type Connection } from '../deliver/connection.ts';
import type { Uplink } from '../deliver/uplink.ts';
import { wayTo, type Way } from '../deliver/way.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MessageEars } from '../messages/messages.ts';
import type { Spool } from '../render/spool.ts';
import { isNear, lineTo } from './near.ts';
import { inAll, inWords, notConnected, sumOf, viewDestination } from './views.ts';

/** A session at a relay, and what it takes to deliver to it. */
export interface Destination {
  id: string;
  title: string;
  galleryUrl: string;
  relayUrl: string;
  /** Null: this laptop has lost it; what waits stays until it is paired again. */
  deviceToken: string | null;
}

export interface DestinationsParts {
  main: Destination & { deviceToken: string };
  wayToMain: Way;
  /** Null: there is none. */
  second: Destination | null;
  ledger: Ledger;
  spool: Spool;
  alerts: Alerts;
  patiently: DiskPatience;
  uplink: Uplink;
  now: () => number;
  onChange: (shotIds?: readonly string[]) => void;
  /** A relay was restored from a backup. */
  onRestored?: (relayUrl: string) => void;
  /** Somebody has given a session another title. */
  onRenamed: (sessionId: string, title: string) => void;
  onError: (error: unknown, what: string) => void;
  /** Hears of the main session's messages. */
  ears?: MessageEars;
  /** Ends all of it. */
  signal: AbortSignal;
}

/** A destination at work; without a token nothing is. */
export interface Working {
  destination: Destination;
  connection: Connection | null;
  end: () => Promise<void>;
}

/**
 * Delivers a session to its main destination and, where there is one, to a second: each has its own
 * link, outbox, retries and clock difference, so that neither ever waits for the other.
 */
export function startDestinations(parts: DestinationsParts) {
  const { ears, onRestored, ...work } = parts;
  const { ledger, onChange } = parts;
  let main: Working | undefined;
  let second: Working | null = null;

  const all = (): Working[] => [main, second].filter((one) => one !== undefined && one !== null);

  /** The one at the venue, while the other one is farther away. */
  function isBeside(relayUrl: string): boolean {
    const others = all().filter(({ destination }) => destination.relayUrl !== relayUrl);
    return isNear(relayUrl) && others.some(({ destination }) => !isNear(destination.relayUrl));
  }

  function begin(given: Destination): Working {
    const destination = { ...given };
    const { id, relayUrl, deviceToken } = destination;
    if (deviceToken === null) return { destination, connection: null, end: async () => {} };
    const ending = new AbortController();
    const connection = connect({
      ...work,
      ...(ears && id === parts.main.id && { ears }),
      ...(id === parts.main.id ? parts.wayToMain : wayTo({ relayUrl, deviceToken })),
      deviceToken,
      sessionId: id,
      onTitle(title) {
        if (title === destination.title) return;
        destination.title = title;
        parts.onRenamed(id, title);
        onChange();
      },
      onRestored: onRestored && (() => onRestored(relayUrl)),
      alerts: id === parts.main.id ? parts.alerts : alertsOf(destination),
      uplink: lineTo(parts.uplink, () => isBeside(relayUrl)),
      remark: (reason) => (second === null ? reason : inWords(destination, reason)),
      signal: AbortSignal.any([parts.signal, ending.signal]),
    });
    return {
      destination,
      connection,
      async end() {
        ending.abort();
        await connection.stopped();
      },
    };
  }

  /** What stops one destination is not taken for what stops the other. */
  function alertsOf(destination: Destination): Alerts {
    const code = (of: string) => `${of}:second`;
    return {
      ...parts.alerts,
      raise: (alert) =>
        parts.alerts.raise({
          code: code(alert.code),
          message: inWords(destination, alert.message),
        }),
      clear: (of) => parts.alerts.clear(code(of)),
    };
  }

  /** Delivers there, too, from now on; null: no longer. Nothing of the session is forgotten. */
  async function apply(wanted: Destination | null): Promise<void> {
    const before = second;
    if (JSON.stringify(before?.destination) === JSON.stringify(wanted ?? undefined)) return;
    // What is in hand there must be over before it is taken off the ledger.
    await before?.end();
    if (before !== null) parts.alerts.clear('relay_disk_full:second');
    second = null;
    await parts.patiently(() => ledger.destinations.setSecond(wanted?.id ?? null));
    if (wanted !== null) second = begin(wanted);
    onChange();
  }

  ledger.destinations.setSecond(parts.second?.id ?? null);
  main = begin(parts.main);
  if (parts.second !== null) second = begin(parts.second);

  const connections = (): Connection[] =>
    all().flatMap(({ connection }) => (connection === null ? [] : [connection]));
  const mainLink = (): Omit<EngineStatus['relay'], 'url'> =>
    main.connection?.view() ?? notConnected(parts.now());

  return {
    apply,

    /** What the session is called. */
    title: (): string => main.destination.title,

    /** Those that can be delivered to, by their names in the ledger. */
    carriers: (): { id: string; connection: Connection }[] =>
      all().flatMap(({ destination: { id }, connection }) =>
        connection === null ? [] : [{ id, connection }],
      ),

    pump: (): void => {
      for (const connection of connections()) connection.pump();
    },

    /** Shots that are being uploaded at this moment for the first time, wherever. */
    uploading: (): Set<string> =>
      new Set(connections().flatMap((connection) => [...connection.uploading()])),

    /** How far a photo is gone from guests' screens, of all galleries together. */
    removalOf(shotId: string): ShotView['removal'] {
      const known = connections().flatMap((connection) => connection.removalOf(shotId) ?? []);
      if (known.length === 0) return undefined;
      return {
        gone: sumOf(known, ({ gone }) => gone),
        screens: sumOf(known, (one) => one.screens),
      };
    },

    uplinkBytesPerSecond: (): number =>
      sumOf(connections(), (connection) => connection.uplinkBytesPerSecond()),

    /** Everything that is still to go, to whichever. */
    uplink: (): UplinkView => ({
      settings: parts.uplink.settings(),
      ...inAll(
        connections().map((connection) => ({
          ...connection.uplink(),
          isOnline: connection.view().state === 'online',
        })),
      ),
    }),

    /** The link to the main one, with the guests of both. */
    link(): Omit<EngineStatus['relay'], 'url'> {
      const seen = connections().flatMap((connection) => connection.view().viewers ?? []);
      return { ...mainLink(), viewers: seen.length === 0 ? null : sumOf(seen, (one) => one) };
    },

    /** Why what waits does not go out at the moment; null: it does. */
    message: (): string | null =>
      connections()
        .map((connection) => connection.view().message)
        .find((message) => message !== null) ?? null,

    /** Undefined while there is only the main one. */
    views: (): DestinationView[] | undefined =>
      second === null
        ? undefined
        : all().map((one) => viewDestination(one, parts.main.id, ledger, parts.now())),

    /** After the signal: waits for the calls under way. */
    async stopped(): Promise<void> {
      await Promise.all(connections().map((connection) => connection.stopped()));
    },
  };
}

export type Destinations = ReturnType<typeof startDestinations>;
